// Reads a calendar with ical.js, as Thunderbird does, and prints its events as JSON; fails on anything it cannot read.
import { readFileSync } from "node:fs";

import ICAL from "ical.js";

ICAL.design.strict = true;

const path = process.argv[2];
const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
const calendar = new ICAL.Component(path.endsWith(".jcal") ? JSON.parse(text) : ICAL.parse(text));
if (calendar.name !== "vcalendar") throw new Error(`not a calendar: ${calendar.name}`);

// Its own rules for the clock, not those of the machine.
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

// Every value is decoded, looked at or not: ical.js does so only when asked.
function decode(component) {
  for (const property of component.getAllProperties()) {
    for (const value of property.getValues()) {
      if (/NaN|undefined/.test(String(value))) throw new Error(`${property.name}: ${property.toICALString()}`);
    }
  }
  component.getAllSubcomponents().forEach(decode);
}
decode(calendar);

// A day, or a UTC instant in ISO 8601 as Python writes it.
function written(time) {
  if (time === null) return null;
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`a floating time: ${time}`);
  return new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "+00:00");
}

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const value = (name) => component.getFirstPropertyValue(name);
  return {
    uid: value("uid"),
    start: written(value("dtstart")),
    end: written(value("dtend")),
    summary: value("summary"),
    status: value("status"),
    sequence: value("sequence"),
    location: value("location"),
  };
});
console.log(JSON.stringify(events));

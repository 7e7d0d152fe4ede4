import random, pytest
from tests.api.test_bad_questions import word
V = {
 "edition": ["2018","all","2017","2017,2018"], "departement": ["34","31,66","not-stated","34,not-stated"], "commune": ["34142","not-stated"],
 "epci": ["200017341","not-stated"], "partner": ["amics","mostra,amics"], "language": ["oc","ca,not-stated","oc-gascon"], "category": ["baleti","not-stated,dance"],
 "from": ["2018-06-23","today","weekend","0001-01-01"], "to": ["2018-06-24","tomorrow","9999-12-31"], "free": ["yes","no,not-stated"],
 "q": ["bal","feu de la saint jean","place","le","sant joan"*3,"a b c d e f g h i j k l m n o p q r s t", "𝔟𝔞𝔩", "ﬁesta", "مرحبا", "‘‘d'òc’’", "1"], "near": ["34142","43.7,3.3","-90,180","lodeve","-0.000001,-0.000001"], "radius_km": ["1","300","12.345"],
 "accessible": ["yes","not-stated"], "status": ["full,cancelled","confirmed"], "sort": ["date","relevance","distance"], "facets": ["edition,departement,commune,epci,partner,language,category,free,status,accessible","category"],
 "lang": ["oc","ca,en"], "limit": ["1","3","200"],
 "cursor": [word("2018-06-23","2018-06-23T21:00:00","x"), word("relevance","-8","0001-01-01","2018-06-23T21:00:00+02:00","x"*5000), word("distance","0.0001","9999-12-31","9999-12-31T23:59:59.999999","é"), word("relevance","-2147483647","2018-06-23","2018-06-23T21:00:00","x"), word("relevance"," +5 ","2018-06-23","2018-06-23","x"), word("distance","1e-320","2018-06-23","2018-06-23","x"), word("distance","-0.0","20180623","2018-06-23T24:00","x")],
}
async def test_fuzz(visitor):
    r = random.Random(7)
    ok = 0
    for n in range(1500):
        names = r.sample(list(V), r.randint(1, 6))
        if "sort" in names or "cursor" in names: names += [x for x in ("q","near") if x not in names and r.random() < .7]
        p = [(x, r.choice(V[x])) for x in names]
        a = r.choice(["/api/v1/occurrences","/api/v1/events"])
        ans = await visitor.get(a, params=p)
        assert ans.status_code in (200, 400), (a, p, ans.text)
        if ans.status_code == 200:
            ok += 1
            j = ans.json()
            if j["next"]:
                p2 = [(k, v) for k, v in p if k != "cursor"] + [("cursor", j["next"])]
                nxt = await visitor.get(a, params=p2)
                assert nxt.status_code == 200, nxt.text
                key = "id" if "occ" in a else "event_id"
                assert not {i[key] for i in j["items"]} & {i[key] for i in nxt.json()["items"]}, (p, )
    print(ok)
    assert ok > 300

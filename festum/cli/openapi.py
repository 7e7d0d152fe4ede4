"""`festum openapi`"""

import argparse
import json

from festum.app import openapi_document
from festum.settings import read_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(_: argparse.Namespace) -> None:
    print(json.dumps(openapi_document(read_settings()), ensure_ascii=False, indent=2))

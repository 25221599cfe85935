"""Reads cases.json from the standard input, renders every template with Jinja2 as it is by default, and writes a list of
{"text": …} or {"error": …} in the same order, those of "equal" first."""
import json
import sys

from jinja2 import Environment

results = []
cases = json.load(sys.stdin)
for case in cases["equal"] + cases["different"]:
    try:
        results.append({"text": Environment().from_string(case["template"]).render(**case["data"])})
    except Exception as error:
        results.append({"error": f"{type(error).__name__}: {error}"})
json.dump(results, sys.stdout)

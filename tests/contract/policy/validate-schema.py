#!/usr/bin/env python3
"""Says of each line of standard input, a JSON document, whether the schema in the file named takes it: 1 or 0."""
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for line in sys.stdin.buffer:
    print(1 if validator.is_valid(json.loads(line)) else 0)

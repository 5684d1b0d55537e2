"""Says where a JSON file does not fit its schema: `python3 schema.py SCHEMA < FILE`. Of JSON Schema it knows what
docs/open-data.schema.json uses, and refuses a schema that uses more."""

import json
import pathlib
import re
import sys

KNOWN = {"$schema", "$defs", "$ref", "title", "description", "type", "required", "additionalProperties", "properties", "items",
         "pattern", "const", "enum", "anyOf", "minimum", "multipleOf"}
TYPES = {"object": dict, "array": list, "string": str, "null": type(None)}

root = json.loads(pathlib.Path(sys.argv[1]).read_text())


def is_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def faults(value, schema, at):
    if unknown := set(schema) - KNOWN:
        sys.exit(f"the schema uses {unknown}")
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], at)
    found = []
    if "type" in schema and not is_type(value, schema["type"]):
        return [f"{at}: {value!r} is no {schema['type']}"]
    if "const" in schema and value != schema["const"]:
        found.append(f"{at}: {value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is not listed")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{at}: {value!r} is not like {schema['pattern']}")
    if "minimum" in schema and value < schema["minimum"]:
        found.append(f"{at}: {value} is less than {schema['minimum']}")
    if "multipleOf" in schema and value % schema["multipleOf"]:
        found.append(f"{at}: {value} is no multiple of {schema['multipleOf']}")
    if "anyOf" in schema and all(faults(value, each, at) for each in schema["anyOf"]):
        found.append(f"{at}: {value!r} fits nothing")
    if isinstance(value, list) and "items" in schema:
        for number, each in enumerate(value):
            found += faults(each, schema["items"], f"{at}[{number}]")
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        found += [f"{at}: lacks {name}" for name in schema.get("required", []) if name not in value]
        if not schema.get("additionalProperties", True):
            found += [f"{at}: {name} is not known" for name in value if name not in properties]
        for name, each in value.items():
            found += faults(each, properties.get(name, {}), f"{at}.{name}")
    return found


wrong = faults(json.load(sys.stdin), root, "$")
print("\n".join(wrong))
sys.exit(bool(wrong))

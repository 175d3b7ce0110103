"""The package: parts, relationships, XML names. Source: ECMA-376 part 2 (OPC)."""

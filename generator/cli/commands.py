"""All commands of `ansokan`; each registers itself with the group when its module is read."""

from generator.cli import checking, making, pulling, sheeting, standing
from generator.cli.group import ansokan

__all__ = ["ansokan", "checking", "making", "pulling", "sheeting", "standing"]

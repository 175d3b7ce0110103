"""What one writes with docxtpl: each template in a folder rendered with the JSON file beside it."""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate

folder, out = Path(sys.argv[1]), Path(sys.argv[2])
for template in sorted(folder.glob("*.docx")):
    document = DocxTemplate(template)
    document.render(json.loads(template.with_suffix(".json").read_text(encoding="utf-8")))
    document.save(out / template.name)

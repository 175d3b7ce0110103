"""A workbook as Excel writes it: shared strings with runs and readings, styles, chains of formulas, names.

Written by hand after files of Excel's own; what it leaves out of `docProps` and themes is not read here.
"""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

TYPES = f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/>
<Override PartName="/xl/calcChain.xml" ContentType="{TYPE}.calcChain+xml"/></Types>"""
WORKBOOK = f"""<workbook xmlns="{MAIN}" xmlns:r="{DOC}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 mc:Ignorable="x15" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">
<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="27425"/><workbookPr defaultThemeVersion="166925"/>
<bookViews><workbookView xWindow="-120" yWindow="-120" windowWidth="29040" windowHeight="15840"/></bookViews>
<sheets><sheet name="Budget" sheetId="1" r:id="rId1"/></sheets>
<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">Budget!$1:$1</definedName></definedNames>
<calcPr calcId="191029"/></workbook>"""
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0\\ &quot;kr&quot;;[Red]\\-#,##0\\ &quot;kr&quot;"/></numFmts>
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


def shared(*strings):
    return f'<sst xmlns="{MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">{"".join(strings)}</sst>'


def sheet(rows, more=""):
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{DOC}"><dimension ref="A1"/><sheetViews>'
        '<sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<sheetData>{rows}</sheetData>{more}<pageMargins/></worksheet>"
    )


def relationships(*kinds):
    entries = (
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else f"{DOC}/{kind}"}" Target="{target}"{more}/>'
        for number, (kind, target, more) in enumerate(((*each, "")[:3] for each in kinds), 1)
    )
    return f'<Relationships xmlns="{RELS}">{"".join(entries)}</Relationships>'


def parts(rows, strings=(), more=""):
    """Return the parts of a workbook with one sheet of these rows."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("calcChain", "calcChain.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet(rows, more),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": shared(*strings),
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="E2" i="1"/></calcChain>',
    }


def zipped(made):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in made.items():
            file.writestr(name, HEAD + content if isinstance(content, str) else content)
    return out.getvalue()

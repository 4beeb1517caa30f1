"""Roster files as schools and systems really send them, written where a test wants them."""

import base64
import io
import zipfile
import zlib
from datetime import date
from pathlib import Path

import openpyxl

HEADER = ["姓名", "学号", "班级", "性别", "出生日期", "家长姓名", "与学生关系", "家长电话"]
ONEROSTER = {
    "manifest.csv": "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n",
    "orgs.csv": """sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
org-d,,,甲区,district,T1,
org-1,,,青禾学校,school,T1S1,org-d
""",
    "users.csv": """sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,identifier,sms,phone,agentSourcedIds,grades,primaryOrgSourcedId
u-1,,,true,u1,,小禾,陈,OR001,,,"p-1,p-2",06,org-1
u-2,,,true,u2,,Lily,Green,OR002,,,,06,org-1
p-1,,,true,p1,,大海,陈,,15400000101,,u-1,,org-1
p-2,,,true,p2,,May,Green,,,15400000102,u-2,,org-1
t-1,,,true,t1,,老师,李,,,,,,org-1
""",
    "roles.csv": """sourcedId,status,dateLastModified,userSourcedId,roleType,role,orgSourcedId
r-1,,,u-1,primary,student,org-1
r-2,,,u-2,primary,student,org-1
r-3,,,p-1,primary,guardian,org-1
r-4,,,p-2,primary,parent,org-1
r-5,,,t-1,primary,teacher,org-1
""",
    "classes.csv": """sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,schoolSourcedId,termSourcedIds
c-h,,,六年级3班,06,k,,homeroom,org-1,y
c-m,,,数学,06,k,,scheduled,org-1,y
""",
    "enrollments.csv": """sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
e-1,,,c-m,org-1,u-1,student,,,
e-2,,,c-h,org-1,u-1,student,,,
e-3,,,c-h,org-1,u-2,student,,,
e-4,,,c-h,org-1,t-1,teacher,true,,
""",
    "demographics.csv": "sourcedId,status,dateLastModified,birthDate,sex\nu-1,,,2015-02-03,female\n",
}

# A real old .xls (BIFF8 in its container), packed: one class, one student, a merged title.
OLD = zlib.decompress(
    base64.b85decode(
        b"c-rk)O-NKx6#njeGdeTOj59U{8t5QoWiGS`+US%}M&RI-&@Ywd6rqeU>7o{9+N>%lf}m(42+>A!(+@?|u0^2aA_#<;"
        b"!bL=jpeRCpopa_r8fz8~l=Sny$36GlbMCqKym!vM@7*^w8BC8%RAlf2nxJFBaHA+krl`2BMgXKY3}&s`Ma8i3SHbO~"
        b"Ko&Xi(D%HUW61H&K*Jr!Q=-6YDhF{A(cVNnyo_iTA37BK&`4C_CQ1A#7q3c%9u>Mm=(zNJBy@{NE(vX<zG<}|laXlc"
        b"W;2WTYSp6igU7umHm^j|fHFMeEIxZ#W&1j@HF=_==g(ABI=mPK#jPcth$lOG(g;xiNAbxB10SuG`Xp@2mshSp@-K_!"
        b"#d+jcH3u*V<A@}9ic<Bh&Kjq3NBa)l8rXpMr{*Y~d1Z3Zp(ciW?H6OzeR`j-ovLF8KJRuweT`N1&&I2clVnr>%mu1;"
        b"Ttn0ewAR<xH+XpCmW3Wzw9tLB0K7!IP$GO#mO+5F^10g|UbJ?$MGlK(P&W7MD_}Ky4Fl)cf{gv55y!!rTCrF!bVx>B"
        b"C47a@5G60wHEm@kvwc|loEL2k&9hN39a)pZuO&Y9E_S~%^(L~8__3DEnb6qF$Ox+GmDEM{d<~;c)u|iT84n^>t<3FW"
        b"Mrip@TZc;vn7$k4d#(iY@CX|e`k0;(<mvFGi-pQ#p~Qk|wq-rfY)cbctEE%RVa~4Q8B3F~oM!)QY&d2E8n<|?=oJmR"
        b"#+#Tfe!8Z1j(eMDO+T_RY0^q@mxrP(`VJ3l*sx*4h7B7wZ2YI-PeslAeCN+mr+G9eHvj9)Q(3Toll-&Tg<iV)=wP}H"
        b"396GgT~Pk4q{FH;mRh2X^}mp@hh|Tr8=c}ucft8fM>~~!KT9?Y{JJGn===+X`1zaX{|2i7)`b"
    )
)


def csv(path: Path, rows: list[list[str]], *, encoding: str = "utf-8-sig") -> Path:
    """A plain CSV."""
    path.write_bytes("\r\n".join(",".join(row) for row in rows).encode(encoding))
    return path


def sheet(path: Path, rows: list[list[object]], *, header: list[str] | None = None) -> Path:
    """A plain workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in [header or HEADER, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def messy(path: Path) -> Path:
    """Titles, merged cells, full-width digits, serial dates, a sheet per class, an instruction sheet."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = "三年级2班"
    first.append(["青禾学校 2026 年秋季花名册"])
    first.merge_cells("A1:I1")
    first.append([])
    first.append(
        ["序号", "姓　名*", "性别", "出生年月", "学　号", "父亲姓名", "电话", "母亲姓名", "电话"]
    )
    first.append(
        [1, "陈　一", "男", 42067, "Ｍ0001", "陈大", 15400000001, "李梅", "１５４００００００２２"]
    )
    first.append([2, "欧阳小美", "女", "2016年3月", "M0002", None, None, "王芳", "154-0000-0003"])
    first.append([3, "李四", "男", date(2016, 5, 6), "M0003", "李五", "+86 154 0000 0004"])
    first.append(["合计", "3 人"])
    second = book.create_sheet("三(3)班")
    second.append(["学生姓名", "监护人", "监护人", "监护人"])
    second.append(["学生姓名", "姓名", "手机", "关系"])
    second.merge_cells("B1:D1")
    second.merge_cells("A1:A2")
    second.append(["赵六", "赵父", "15400000009", "父亲"])
    second.append([None, "赵母", "15400000010", "母亲"])
    second.merge_cells("A3:A4")
    book.create_sheet("填写说明").append(["请不要修改表头"])
    book.save(path)
    return path


def zipped(**files: str | bytes) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def oneroster(path: Path, folder: str = "export", **changes: str) -> Path:
    """A OneRoster 1.2 package; `changes` replace files by their stem."""
    files = ONEROSTER | {f"{stem}.csv": text for stem, text in changes.items()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{folder}/{name}", text)
    return path


def bomb(path: Path) -> Path:
    """Two gigabytes of blanks in two megabytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("users.csv", "orgs.csv"):
            with archive.open(name, "w", force_zip64=True) as entry:
                for _ in range(256):
                    entry.write(b" " * (1 << 20))
    return path


def workbook_with(path: Path, name: str, content: bytes) -> Path:
    """An honest workbook in which one part is replaced or added."""
    plain = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in source.namelist():
            if entry != name:
                out.writestr(entry, source.read(entry))
        out.writestr(name, content)
    return path


def worksheet(path: Path, rows: bytes) -> Path:
    """A workbook whose sheet holds exactly these rows of XML."""
    content = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/'
        b'spreadsheetml/2006/main"><sheetData>' + rows + b"</sheetData></worksheet>"
    )
    return workbook_with(path, "xl/worksheets/sheet1.xml", content)


def tall(path: Path) -> Path:
    """A few kilobytes that claim 1,048,576 rows."""
    rows = b'<row r="1"><c r="A1" t="str"><v>x</v></c></row>'
    rows += b'<row r="1048576"><c r="XFD1048576" t="str"><v>y</v></c></row>'
    return worksheet(path, rows)

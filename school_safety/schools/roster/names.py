"""Names that sound or look alike: pinyin without tones, and characters that are one in two shapes."""

from functools import lru_cache

from pypinyin import lazy_pinyin

# One character in several shapes, as they turn up in names; those on the right count as the left.
VARIANTS = {
    "陈": "陳", "刘": "劉", "张": "張", "赵": "趙", "杨": "楊", "黄": "黃", "吴": "吳", "孙": "孫",
    "马": "馬", "罗": "羅", "郑": "鄭", "谢": "謝", "韩": "韓", "许": "許", "冯": "馮", "邓": "鄧",
    "肖": "萧蕭", "叶": "葉", "吕": "呂", "苏": "蘇", "卢": "盧", "蒋": "蔣", "贾": "賈", "阎": "闫閻",
    "钟": "鍾锺鐘", "余": "馀餘", "谭": "譚", "范": "範", "邹": "鄒", "陆": "陸", "龙": "龍", "万": "萬",
    "汤": "湯", "贺": "賀", "龚": "龔", "傅": "付", "戴": "代", "丘": "邱", "沈": "沉瀋", "岳": "嶽",
    "赟": "贇", "昇": "升陞", "喆": "哲", "峰": "峯", "群": "羣", "晓": "曉", "丽": "麗",
    "华": "華", "国": "國", "伟": "偉", "强": "強彊", "杰": "傑", "军": "軍", "云": "雲", "飞": "飛",
    "兰": "蘭", "凤": "鳳", "荣": "榮", "梦": "夢", "莹": "瑩", "颖": "穎頴", "欣": "訢",
    "静": "靜", "宁": "寧甯", "凯": "凱", "泽": "澤", "润": "潤", "瑶": "瑤", "轩": "軒", "远": "遠",
    "艺": "藝", "乐": "樂", "祎": "禕", "玮": "瑋", "栋": "棟", "钰": "鈺",
    "铭": "銘", "锐": "銳", "钧": "鈞", "阳": "陽", "东": "東", "冬": "鼕", "义": "義", "礼": "禮",
    "优": "優", "齐": "齊", "启": "啟啓", "双": "雙", "灵": "靈", "恺": "愷", "皓": "皜", "崑": "昆",
}  # fmt: skip
ONE_SHAPE = str.maketrans(
    {other: shape for shape, others in VARIANTS.items() for other in others if other != shape}
)


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Pinyin without tones, for matching and sorting."""
    return "".join(lazy_pinyin(name)).lower()[:120]


def one_shape(name: str) -> str:
    """The name with every variant character in one shape."""
    return name.translate(ONE_SHAPE)

"""Names that sound or look alike: pinyin without tones, and characters that are one in two shapes."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin

# One character in several shapes, as they turn up in names; those on the right count as the left.
# After the two tables that say which shapes belong together: 第一批异体字整理表 (1955) and appendix 1
# of 通用规范汉字表 (2013). The second gave 45 shapes back to names (喆, 淼, 堃, 昇, 甯 ...): there
# they stand for themselves, and here for what a colleague may have written instead. 付, 代 and 肖
# are not in the tables: registers of the eighties wrote them for 傅, 戴 and 萧.
VARIANTS = {
    "陈": "陳", "刘": "劉", "张": "張", "赵": "趙", "杨": "楊", "黄": "黃", "吴": "吳", "孙": "孫",
    "马": "馬", "罗": "羅", "郑": "鄭", "谢": "謝", "韩": "韓", "许": "許", "冯": "馮", "邓": "鄧",
    "肖": "萧蕭", "叶": "葉", "吕": "呂", "苏": "蘇甦", "卢": "盧", "蒋": "蔣", "贾": "賈", "阎": "闫閻",
    "钟": "鍾锺鐘", "余": "馀餘", "谭": "譚", "范": "範", "邹": "鄒", "陆": "陸", "龙": "龍", "万": "萬",
    "汤": "湯", "贺": "賀", "龚": "龔", "傅": "付", "戴": "代", "丘": "邱", "沈": "沉瀋", "岳": "嶽",
    "赟": "贇", "昇": "升陞", "喆": "哲", "峰": "峯", "群": "羣", "晓": "曉", "丽": "麗",
    "华": "華", "国": "國", "伟": "偉", "强": "強彊", "杰": "傑", "军": "軍", "云": "雲", "飞": "飛",
    "兰": "蘭", "凤": "鳳", "荣": "榮", "梦": "夢", "莹": "瑩", "颖": "穎頴", "欣": "訢",
    "静": "靜", "宁": "寧甯", "凯": "凱", "泽": "澤", "润": "潤", "瑶": "瑤", "轩": "軒", "远": "遠",
    "艺": "藝", "乐": "樂", "祎": "禕", "玮": "瑋", "栋": "棟", "钰": "鈺",
    "铭": "銘", "锐": "銳", "钧": "鈞", "阳": "陽", "东": "東", "冬": "鼕", "义": "義", "礼": "禮",
    "优": "優", "齐": "齊", "启": "啟啓", "双": "雙", "灵": "靈", "恺": "愷", "皓": "皜", "崑": "昆",
    "淼": "渺", "堃": "坤", "犇": "奔", "邨": "村", "龢": "和", "澂": "澄", "迺": "乃",
    "脩": "修", "钜": "巨鉅", "谿": "溪", "仝": "同", "勳": "勋勛", "珮": "佩", "暎": "映", "婣": "姻",
    "爱": "愛", "宝": "寶", "尧": "堯", "亚": "亞", "业": "業", "庆": "慶", "娇": "嬌", "玛": "瑪",
    "诗": "詩", "语": "語", "涵": "㴠", "辉": "輝煇", "鸿": "鴻", "鹏": "鵬", "龄": "齡", "财": "財",
    "红": "紅", "维": "維", "绍": "紹", "纯": "純", "贤": "賢", "贝": "貝", "宾": "賓", "丰": "豐",
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


@lru_cache(maxsize=8192)
def sounds(character: str) -> frozenset[str]:
    """Every reading of one character without its tone: 单 is dan, shan and chan."""
    [readings] = pinyin(character, style=Style.NORMAL, heteronym=True)
    return frozenset(reading.lower() for reading in readings)

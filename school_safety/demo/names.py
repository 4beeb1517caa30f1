"""Invented people. Names are drawn from common syllables; phone numbers from a range nobody has.

Phones start with 154: no Chinese network holds that prefix, so no message can reach a stranger.
"""

import random

SURNAMES = list("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文") + ["欧阳", "上官", "司徒"]  # fmt: skip
GIRLS = "子涵 欣怡 诗涵 梓萱 雨桐 可馨 语嫣 思琪 若曦 佳怡 梦瑶 雅婷 心悦 芷晴 书瑶 依诺 艺涵 静怡 安琪 沐晴 清妍 念慈 晓彤 婉清 知夏 小满 听雨 明月 南星 予安".split()
BOYS = "浩然 子轩 宇航 梓睿 俊杰 博文 一诺 天佑 嘉懿 皓轩 明哲 煜城 泽宇 思远 子墨 晨阳 逸凡 家豪 睿渊 致远 承泽 云帆 景行 知行 乐山 牧野 星河 长风 立夏 向北".split()
MOTHERS = (
    "丽华 秀英 敏 静 红梅 艳 娟 霞 玉兰 晓燕 雪梅 慧 婷 淑芬 海燕 建红 文静 春梅 小红 月".split()
)
FATHERS = (
    "建国 志强 伟 军 勇 海涛 国庆 磊 斌 宏伟 永刚 建平 立新 明辉 文斌 卫东 志明 晓东 鹏 峰".split()
)
TEACHERS = "静 婷婷 志远 敏 海燕 国栋 雨 佳 文 晓 宁 思齐 立群 清 明远 慧敏 建华 倩 岚 可".split()
FIRST_PHONE = 15_400_000_000


class People:
    """Draws people one after the other; the same seed draws the same people."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"people {seed}")  # noqa: S311  (invented names)
        self.phones = FIRST_PHONE

    def surname(self) -> str:
        """A family's name; two-syllable ones are rare."""
        return self.random.choice(SURNAMES[:-3] if self.random.random() < 0.99 else SURNAMES[-3:])

    def student(self, surname: str, sex: str) -> str:
        """A child's full name."""
        return surname + self.random.choice(GIRLS if sex == "女" else BOYS)

    def rarer(self, surname: str, sex: str) -> str:
        """The same from many more names, for a district of tens of thousands."""
        given = GIRLS if sex == "女" else BOYS
        return surname + self.random.choice(given)[0] + self.random.choice(given)[-1]

    def mother(self) -> str:
        """Mothers keep their own surname."""
        return self.surname() + self.random.choice(MOTHERS)

    def father(self, surname: str) -> str:
        """Fathers share the child's."""
        return surname + self.random.choice(FATHERS)

    def teacher(self) -> str:
        """A colleague."""
        return self.surname() + self.random.choice(TEACHERS)

    def phone(self) -> str:
        """The next number of the range."""
        self.phones += 1
        return str(self.phones)

"""Words that names are made of, as far as they must be known to read a name rightly.

The lists need not be complete. A surname missing here makes a given name of the first word, as most
people who write in English would; one listed here only makes the greeting use the whole name.
"""

from __future__ import annotations

from .words import words_of

ACADEMIC = words_of(
    """
    dr prof professor pd doc docent privatdozent
    """
)
"""Academic titles in front of a name, without their full stops, in small letters."""

COURTESY = words_of(
    """
    mr mrs ms mx miss herr frau sir dame lord lady rev mme sra sr
    """
)
"""Other titles in front of a name. They are used when the person's name came with them, never guessed."""

TITLE_TAILS = words_of(
    """
    med phil rer nat ing jur habil dipl mult hc h.c
    """
)
"""What may follow `Dr.` and still belongs to the title (`Dr. med.`)."""

SUFFIXES = words_of(
    """
    jr sr ii iii iv phd dphil md mba msc bsc ma ba mpa jd llm cpa pmp esq obe mbe dds rn phr sphr
    cfa pe edd
    """
)
"""What may follow a name and is no part of it in a greeting, without full stops, in small letters."""

PARTICLES = words_of(
    """
    van von der den de del della di da dos das do du la le los las ter ten te zu zum zur af av bin
    bint ibn ben al el y e 't st san santa lo dal degli dei vom op ap mac ó ní
    """
)
"""Small words that begin a family name (`van der Berg`), in small letters."""

COMPOUND_FIRST = words_of(
    """
    maria maría marie mary ana anna anne jean josé jose juan luis hans karl carl klaus billy bobby
    sarah luz joão joao pedro carlos miguel lee jo abdul abd abdel abu umm ibn bin ben md mohd muhd
    sri shri
    """
)
"""First words that are often only half a given name, so that the word alone may be wrong."""

FAMILY_FIRST = (
    words_of(  # Korean
        """
    kim lee yi rhee park pak bak choi choe jung jeong chung kang gang cho jo yoon yun jang chang lim
    im rim han oh seo suh shin sin kwon gwon hwang ahn an song ryu yoo yu hong jeon jun ko go koh
    moon mun yang son sohn bae baek paik heo hur nam noh roh ha kwak
        """
    )
    | words_of(  # Chinese
        """
    wang li zhang liu chen zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang zheng xie
    tang deng feng xiao cheng cao peng zeng tian dong pan yuan cai jiang du ye wei su lu ding ren
    shen yao cui zhong tan qin fan fang shi jia xia fu hou zou chan wong cheung lau chow ng leung
    kwok tsang ho lam yip tsai hsu hsieh chou tseng kuo chiu tse mao meng bai qian dai hao
        """
    )
    | words_of(  # Vietnamese
        """
    nguyen nguyễn tran trần le lê pham phạm hoang hoàng huynh huỳnh phan vu vũ vo võ dang đặng bui
    bùi do đỗ ngo ngô duong dương ly lý dinh đinh trinh trịnh truong trương doan đoàn mai dao đào
    luong lương
        """
    )
    | words_of(  # Japanese
        """
    sato satō suzuki takahashi tanaka watanabe ito itō yamamoto nakamura kobayashi kato katō yoshida
    yamada sasaki yamaguchi matsumoto inoue kimura hayashi saito saitō shimizu yamazaki mori abe
    ikeda hashimoto ishikawa yamashita ogawa ishii hasegawa goto gotō okada kondo kondō maeda fujita
    endo endō aoki sakamoto murakami ota ōta kaneko fujiwara nakajima nakano
        """
    )
    | words_of(  # Hungarian
        """
    nagy kovács kovacs tóth toth szabó szabo horváth horvath varga kiss molnár molnar németh nemeth
    farkas balogh papp takács takacs juhász juhasz lakatos mészáros meszaros oláh olah szűcs szucs
    rácz racz fekete szilágyi
        """
    )
)
"""Frequent family names of places where the family name is often written first, in small letters."""

TEAM_WORDS = words_of(
    """
    team department dept hr recruiting recruitment talent hiring human careers office people
    personal personalabteilung jobs staffing
    """
)
"""Words that tell that a name is that of a mailbox and not of a person."""

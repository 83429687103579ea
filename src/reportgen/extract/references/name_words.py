"""Words by which names are read: particles, titles, words of bodies, family names that stand first.

Closed lists, by language.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Written small before a family name, part of it (van der Berg, von der Leyen, bin Salman).
PARTICLES = _words(
    """
    van von der den de del della dello dei degli di da do dos das du des la le les el al ul bin ibn ben bint abu
    af av zu zum zur vom ter ten te 't in't op y e st. st san santa dal lo ap mac фон ван дер де ла ди да бин
    ибн аль эль
    """
)
CAPITAL_PARTICLES = _words(
    """
    Van Von De Di Da Del Della Des Du La Le El Al Ter Ten Den Dos Mac Фон Де
    """
)
SUFFIXES = re.compile(r"(?:Jr|Sr|II|III|IV|Esq|2nd|3rd|jun|sen|fils|père|мл|ст)\.?", re.IGNORECASE)
HONORIFICS = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Fr|Hon|President|Prime Minister|Minister"
    r"|Ambassador|Senator"
    r"|Secretary-General|Secretary|Gen|General|Col|Capt|Lt|Maj|Adm|Herr|Frau|Monsieur|Madame|M|Mme|Sr|Sra|Don|Doña"
    r"|д-р|др|проф|профессор|акад|академик|канд|докт|президент|премьер-министр|министр|посол|председатель|генерал"
    r"|господин|г-н|г-жа)"
    r"\.?\s+(?:[А-ЯЁ]{2,4}\s+)?)+(?=\S)",
    re.IGNORECASE,
)
# What only the name of a body holds.
_HEAD_WORDS = _words(
    """
    ministry ministries university universität université universidad università college school institute
    institut instituto organisation organization bank department dept agency agencies association council
    commission center centre centrum zentrum group company office committee federation society foundation
    stiftung union bureau government board court authority service services secretariat parliament congress
    senate assembly administration directorate embassy mission alliance league network team staff project
    programme program initiative forum laboratory laboratories library museum academy press news times post
    police party partnership consortium collaboration corporation corp inc ltd llc plc gmbh ag associates
    partners systems technologies research editors editorial nations states kingdom republic church trust
    fund club house force army navy command headquarters survey statistics ministère ministerio ministero
    bundesamt bundesministerium amt rat verband gesellschaft gobierno gouvernement clinic hospital
    contributors users agentur behörde kommission akademie partei regierung ministerium agence conseil
    comité fondation banque académie assemblée tribunal observatoire commissariat chambre agencia consejo
    comisión fundación banco centro secretaría asociación academia gabinete presidencia cámara panel
    registry observatory watch international amnesty
    bund verein stadt landkreis redaktion bundesanstalt hochschule fachhochschule kammer fraktion
    organización confederación federación ayuntamiento diputación junta consejería dirección autoridad defensoría
    naciones universitat redacción sociedad comisaría
    gemeinde kanton magistrat senat landratsamt bezirk institución universidad editorial
    fédération société ville région office syndicat confédération direction
    """
)
# German compounds that name bodies end so: "Sportbund", "Sachverständigenrat".
_BODY_ENDS = (
    "verband", "bund", "kammer", "ministerium", "institut", "stiftung", "gesellschaft", "anstalt", "behörde",
    "ramt", "samt", "agentur", "zentrum", "srat", "enrat", "hochschule", "universität", "verein", "kommission",
    "gemeinschaft", "gruppe",
)  # fmt: skip
_HEAD_STEMS = re.compile(
    r"министерств|университет|институт|(?<!\w)совет(?!\w*н)|комитет|агентств|служб[аы]|(?<!\w)банк|фонд"
    r"|центр|правительств|федераци|администраци|академи|организаци|ассоциаци|компани|корпораци|редакци"
    r"|(?<!\w)суд(?!\w)|(?<!\w)дума|(?<!\w)ООО|(?<!\w)ПАО|(?<!\w)АО(?!\w)|(?<!\w)ФГБ|росстат|республик"
    r"|управлени|комисси|палат",
    re.IGNORECASE,
)
_CONNECTING = _words("of for the on against für des pour para")
_LETTERS = re.compile(r"\w+")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def has_head(text: str) -> bool:
    """Whether a word stands in a text that only names of bodies hold: "ministry", "institut", "комитет".

    >>> has_head("Port Authority"), has_head("Anna Porter")
    (True, False)
    """
    words = _LETTERS.findall(text.lower())
    return (
        not _HEAD_WORDS.isdisjoint(words)
        or any(len(word) > 8 and (word.endswith(_BODY_ENDS) or word.startswith("bundes")) for word in words)
        or (_CYRILLIC.search(text) is not None and _HEAD_STEMS.search(text) is not None)
    )


def is_connected(text: str) -> bool:
    """Whether words such as "of" join the parts of a name, or "the" or a digit stands in it: persons have none."""
    words = _LETTERS.findall(text.lower())
    return (
        not _CONNECTING.isdisjoint(words[1:])
        or (len(words) > 1 and words[0] == "the")
        or any(sign.isdigit() for sign in text)
    )


# An acronym with the state it belongs to: "МИД России", "ФСБ РФ".
STATE_BODY = re.compile(
    r"(?:[А-ЯЁ]{2,8}|(?:Мин|Рос|Гос|Глав)[а-яё]{2,16})\s(?:Росси(?:и|йской)|РФ|СССР|США|КНР|КНДР|РСФСР|Украины|Белоруссии|Беларуси|РБ|РК|Казахстана|Китая|Японии"
    r"|Германии|ФРГ|Франции|Польши|Индии|Ирана|Турции|Великобритании|Москвы|ООН|ЕС|СНГ|ЕАЭС|НАТО)(?!\w)"
)
ACRONYM = re.compile(r"(?:[A-ZА-ЯЁ]{2,8}|[A-Z]{2,}[a-z]?[A-Z]*|(?:[A-Z]\.){3,})(?:[-–/][A-ZА-Я]+)?")
CJK_BODY = re.compile(
    r"(?:局|部|院|会|會|社|中心|公司|办公室|办公厅|大学|大學|银行|銀行|组织|組織|委员会|政府|署|厅|庁|省|市|国|组|組|课题组|編集部|编辑部|出版社|报|网|集团|所|协会|联盟|基金|法院|庁|부"
    r"|원|회|대학교|청|처|은행|공사)$"
)
COMPOUND_SURNAMES = _words(
    """
    欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 东方 東方 独孤 南宫 夏侯
    皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 端木 百里 东郭 呼延 闻人
    """
)
# Pinyin of frequent Chinese family names; the first row, the most frequent, wins over the others.
PINYIN_FREQUENT = _words(
    """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang
    xi
    """
)
PINYIN_SURNAMES = PINYIN_FREQUENT | _words(
    """
    deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao shen
    zhong cui tan lu fan wang jin shi liao jia xia fu fang zou xiong bai meng qin qiu hou jiang yin xue yan duan
    lei hao long tao mao dai qian gong wan qiao lai gu shao hong wen niu kong mo ouyang zhuge sima bo qi zuo
    geng guan bao fei ning yue kang bi bian chai chang chu cong du ge gan ji jian jing ju lan leng lian mu nie
    ou pei pu ran rong ruan rui sang sha shu si tai tao tong tu wei weng wo wu xiang xin xing yi ying yong you
    zhan zhen zhuang zhuo zhong
    """
)
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|uai|uan|ian|iao"
    "|an|en|in|un|ai|ei|ao|ou|ia|ie|iu|ua|ue|ui|uo|er|[aeiouvü])"
)
PINYIN_GIVEN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE})?", re.IGNORECASE)
KOREAN_SURNAMES = _words(
    """
    kim lee park choi choe jung jeong chung kang cho jo yoon yun jang chang lim im han oh seo shin kwon hwang
    ahn an song yoo yu hong moon ri rhee pak
    """
)
KOREAN_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+|[A-Z][a-z]+-[A-Z][a-z]+")
VIETNAMESE_SURNAMES = _words(
    """
    nguyen nguyễn tran trần pham phạm hoang hoàng phan vu vũ vo võ dang đặng bui bùi do đỗ ho hồ ngo ngô duong
    dương
    """
)
HUNGARIAN_GIVEN = _words(
    """
    viktor ferenc gábor györgy istván józsef jános lászló péter zoltán zsolt tamás attila balázs csaba miklós
    mihály sándor imre béla gergely andrás ákos ádám bálint dániel dávid márton máté ágnes anna andrea erzsébet
    éva ilona judit katalin mária márta zsuzsanna zsuzsa krisztina eszter réka kinga tímea orsolya
    """
)
# Chinese family names as Russian writes them (Palladius).
PALLADIUS_SURNAMES = _words(
    """
    Ван Ли Чжан Лю Чэнь Ян Хуан Чжао У Чжоу Сюй Сунь Ма Чжу Ху Го Хэ Линь Гао Ло Чжэн Лян Се Сун Тан Си Дэн Хань
    Фэн Цао Пэн Цзэн Сяо Тянь Дун Пань Юань Цай Цзян Юй Ду Е Чэн Вэй Су Люй Дин Жэнь Яо Шэнь Чжун Цуй Тань Лу
    Фань Цзинь Ши Ляо Цзя Ся Фу Фан Цинь Цю Хоу Инь Сюэ Янь Мао
    """
)
RUSSIAN_GIVEN = _words(
    """
    Александр Алексей Анатолий Андрей Антон Аркадий Артём Артем Богдан Борис Вадим Валентин Валерий Василий
    Виктор Виталий Владимир Владислав Всеволод Вячеслав Геннадий Георгий Глеб Григорий Данил Даниил Денис
    Дмитрий Евгений Егор Иван Игорь Илья Иосиф Карл Кирилл Константин Лев Леонид Максим Марк Матвей Михаил
    Никита Николай Олег Павел Пётр Петр Роман Руслан Семён Семен Сергей Станислав Степан Тимофей Тимур Фёдор
    Федор Эдуард Юрий Яков Ярослав Александра Алина Алла Анастасия Анна Валентина Валерия Вера Вероника Виктория
    Галина Дарья Евгения Екатерина Елена Елизавета Зинаида Инна Ирина Ксения Лариса Лидия Любовь Людмила
    Маргарита Марина Мария Надежда Наталия Наталья Нина Оксана Ольга Полина Раиса Светлана София Софья Тамара
    Татьяна Юлия Яна
    """
)
PATRONYMIC = re.compile(r"[А-ЯЁ]\w+(?:ович|евич|ич|овна|евна|ична|инична)", re.IGNORECASE)

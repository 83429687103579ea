"""Russian and Chinese bodies, newspapers, journals and titles by productive patterns."""

# ruff: noqa: E501, SIM905 - a grammar reads best in one piece, its lists as text

from __future__ import annotations

import random
from typing import Final

from train_references import vocabulary as v

_RU_TOWN_ADJ: Final = "Томский Пермский Иркутский Самарский Казанский Тверской Уральский Сибирский Алтайский Приморский Донской Амурский Вологодский Калужский Курский Орловский Рязанский Тульский Псковский Брянский Омский Кубанский Волжский Балтийский Северный Южный Дальневосточный Московский Петербургский Крымский Кавказский Якутский Бурятский Карельский Минский Гомельский Алма-Атинский".split()
_RU_PAPER: Final = "вестник комсомолец рабочий край курьер листок репортёр обозреватель экспресс проспект меридиан телеграф наблюдатель портал дневник репортаж берег маяк".split()
_RU_NOUN_GEN: Final = "хлеба леса реки моря города воды земли школы музыки кино спорта рынка бюджета театра музея порта завода фермы дороги моста аптеки библиотеки больницы вокзала ледокола трактора комбайна велосипеда самолёта телескопа вируса гена климата урожая снега пчеловодства виноделия рыбоводства садоводства овцеводства картофеля свёклы льна чая кофе сахара масла стали меди золота нефти угля торфа газа энергии света звука времени пространства языка слова сказки романа поэзии права закона суда договора налога пенсии страхования кредита капитала труда семьи детства старости памяти веры народа общества государства власти выборов партии армии флота границы миграции здоровья питания сна боли сердца мозга крови".split()
_RU_NOUN: Final = "хлеб лес река море город вода земля школа музыка кино спорт рынок бюджет театр музей порт завод ферма дорога мост язык слово роман право закон суд договор налог кредит капитал труд семья детство память народ общество государство власть климат урожай снег чай энергия свет звук время".split()
_RU_ADJ_GEN: Final = "современной русской местной новой старой частной сельской городской морской речной северной южной восточной западной европейской азиатской народной детской научной военной мировой советской цифровой зелёной".split()
_RU_HEAD: Final = "история теория роль судьба проблема природа структура динамика оценка защита география экономика социология философия поэтика методика технология организация реформа модель карта цена тайна культура язык образ".split()
_RU_VERB: Final = "вырос|снизился|подорожал|подешевел|исчез|вернулся|открылся|закрылся|изменился|стал дороже|обновил рекорд|побил рекорд|пойдёт под снос|получит грант|ждёт инвесторов|остался без воды|готовится к зиме".split(
    "|"
)
_RU_DO: Final = (
    "построят",
    "откроют",
    "закроют",
    "отремонтируют",
    "запретят",
    "обсудят",
    "назвали",
    "нашли",
    "показали",
    "вернут",
    "отменили",
    "увеличат",
    "изучили",
    "создадут",
    "продадут",
    "купили",
)
_RU_ACC: Final = "новую школу|старый мост|детский сад|два завода|три больницы|музей хлеба|парк отдыха|цены на молоко|сроки ремонта|запас угля|редкую птицу|древний город|вакцину от гриппа|правила рыбалки|штрафы за мусор|первый трамвай|фестиваль чая|налог на воду|пункт пропуска|стадион к лету".split(
    "|"
)
_RU_WHERE: Final = "в Томске|в Перми|под Тулой|в Приморье|на Алтае|в Якутии|в Карелии|в Самаре|в регионах|на Волге|в мире|в стране|в Турции|в Бразилии|на Камчатке|в Минске|в Казахстане|в столице|на селе|в школах|за год|к 2030 году|в прошлом году|из-за засухи|после паводка".split(
    "|"
)
_RU_SUBJ: Final = "Цена на гречку|Экспорт пшеницы|Курс рубля|Новый трамвай|Уровень Байкала|Поток туристов|Спрос на жильё|Старый вокзал|Улов сельди|Сбор грибов|Рынок труда|Клуб из Самары|Губернатор|Мэр|Учёный|Завод|Совет депутатов|Минтранс|Роспотребнадзор|Музей|Театр|Рыболовный флот|Индекс цен|Объём перевозок|Выпуск тракторов".split(
    "|"
)
_RU_KIND: Final = (
    "Институт",
    "Центр",
    "Фонд",
    "Союз",
    "Агентство",
    "Комитет",
    "Общество",
    "Департамент",
    "Министерство",
    "Ассоциация",
    "Лаборатория",
    "Федерация",
    "Управление",
    "Бюро",
    "Совет",
    "Музей",
)
_RU_OF: Final = "рыбного хозяйства|лесного хозяйства|транспорта|культуры|образования|здравоохранения|экономики|статистики|энергетики|сельского хозяйства|социальных исследований|океанологии|географии|истории|права|языкознания|геологии|развития города|строительства|туризма|спорта|печати|цифрового развития|экологии|демографии|молодёжной политики|пчеловодов|экспортёров зерна|машиностроения|труда и занятости".split(
    "|"
)
_RU_LAND: Final = (
    "Российской Федерации",
    "Республики Казахстан",
    "Республики Беларусь",
    "РФ",
    "Татарстана",
    "Кыргызской Республики",
    "Самарской области",
    "Пермского края",
    "Узбекистана",
    "Москвы",
    "РАН",
    "Армении",
)


def _russian_place_adj(rng: random.Random) -> str:
    return rng.choice(_RU_TOWN_ADJ)


def russian_body(rng: random.Random) -> str:
    """A Russian body."""
    x = rng.random()
    if x < 0.2:
        return rng.choice(v.RU_ORG)
    text = f"{rng.choice(_RU_KIND)} {rng.choice(_RU_OF)}"
    if x < 0.4:
        return f"{text} {rng.choice(_RU_LAND)}"
    if x < 0.5:
        return f"{_russian_place_adj(rng)} {rng.choice(('государственный университет', 'федеральный университет', 'научный центр', 'институт', 'музей', 'музей-заповедник'))}"
    if x < 0.6:
        return f"{rng.choice(('ООО', 'АО', 'ПАО', 'НПО', 'ФГУП'))} «{rng.choice(_RU_NOUN).capitalize()}{rng.choice(('', 'пром', 'сервис', '-Инвест', 'торг'))}»"
    if x < 0.7:
        return "".join(rng.choice("АВГДИКМНОПРСТФЦЭ") for _ in range(rng.choice((3, 4, 5))))
    return text if x < 0.9 else f"{text} ({''.join(rng.choice('АВГДИКМНОПРСТ') for _ in range(4))})"


def russian_paper(rng: random.Random) -> str:
    """A Russian newspaper, agency or site."""
    x = rng.random()
    noun = rng.choice(_RU_NOUN).capitalize()
    if x < 0.3:
        return rng.choice(v.RU_NEWS)
    return rng.choice(
        (
            f"{_russian_place_adj(rng)} {rng.choice(_RU_PAPER)}", f"{noun}.ру", f"{noun}.Ru", f"{v.made_up(rng)}.ru", f"{v.made_up(rng)}", f"{noun} и {rng.choice(_RU_NOUN)}", f"Новости {rng.choice(_RU_NOUN_GEN)}", f"Мир {rng.choice(_RU_NOUN_GEN)}", f"ИА «{noun}»", f"Газета «{noun}»", f"Портал «{noun}»", f"{noun}",
            f"{noun} сегодня", f"Вечерний {rng.choice(('Томск', 'Минск', 'Новосибирск', 'Тагил'))}", f"Радио {noun}", f"{noun}-Информ", f"Мой {rng.choice(('город', 'район', 'порт', 'дом'))}", f"{_russian_place_adj(rng)} {rng.choice(_RU_NOUN)}", f"Агентство {rng.choice(_RU_OF)}", f"Эксперт {noun}", f"{noun} 24", f"блог «{noun}»", f"N-{noun}",
        )
    )  # fmt: skip


def russian_journal(rng: random.Random) -> str:
    """A Russian journal."""
    x = rng.random()
    noun, gen = rng.choice(_RU_NOUN).capitalize(), rng.choice(_RU_NOUN_GEN)
    if x < 0.3:
        return rng.choice(v.RU_JOURNAL)
    return rng.choice(
        (
            f"Вестник {gen}", f"Вопросы {gen}", f"Проблемы {gen}", f"Известия {rng.choice(_RU_OF)}", f"Журнал {rng.choice(_RU_OF)}", f"{noun} и {rng.choice(_RU_NOUN)}", f"{noun}", f"Вестник {_russian_place_adj(rng)[:-2]}ого университета", f"Вестник {_russian_place_adj(rng)[:-2]}ого университета. Серия {rng.randint(1, 25)}. {noun}", f"Известия {rng.choice(('РАН', 'СПбГУ', 'вузов'))}. Серия {gen}", f"Вестник {_russian_place_adj(rng)[:-2]}ого гос. ун-та. Сер.: {noun}", f"Учёные записки {_russian_place_adj(rng)[:-2]}ого университета",
            f"Труды {rng.choice(('КарНЦ РАН', 'ВНИРО', 'ИСП РАН', 'МФТИ', 'Института ' + rng.choice(_RU_OF)))}", f"Физика {gen}", f"Экономика {gen}", f"Химия и технология {gen}", f"Зоотехния и {rng.choice(_RU_NOUN)}", f"Современные проблемы {gen}", f"Теория и практика {gen}", f"Право и {rng.choice(_RU_NOUN)}", f"{noun}. {rng.choice(_RU_NOUN).capitalize()}. {rng.choice(_RU_NOUN).capitalize()}", f"{noun}: история и современность",
            f"{rng.choice(('Ботаника', 'Зоология', 'Агрохимия', 'Ветеринария', 'Зоотехния', 'Садоводство', 'Метеорология', 'Радиотехника', 'Генетика', 'Океанология', 'Этнография', 'Лингвистика', 'Логистика', 'Кардиология', 'Дефектоскопия'))}", f"Сибирский {rng.choice(('журнал', 'вестник'))} {rng.choice(_RU_OF)}", f"Изв. вузов. {noun}",
        )
    )  # fmt: skip


def russian_heading(rng: random.Random, *, news: bool) -> str:
    """A Russian title."""
    gen, gen2, noun, noun2 = (
        rng.choice(_RU_NOUN_GEN),
        rng.choice(_RU_NOUN_GEN),
        rng.choice(_RU_NOUN),
        rng.choice(_RU_NOUN),
    )
    head, adj, where = rng.choice(_RU_HEAD), rng.choice(_RU_ADJ_GEN), rng.choice(_RU_WHERE)
    if news:
        return rng.choice(
            (
                f"{rng.choice(_RU_SUBJ)} {rng.choice(_RU_VERB)} {where}", f"{where[0].upper()}{where[1:]} {rng.choice(_RU_DO)} {rng.choice(_RU_ACC)}", f"Как {rng.choice(('устроен', 'живёт', 'меняется', 'работает', 'спасают'))} {noun}", f"Почему {noun} {rng.choice(_RU_VERB)}?", f"Что будет с {rng.choice(('рублём', 'ценами', 'урожаем', 'дорогами', 'школой', 'льготами'))} {where}?", f"{rng.choice(_RU_SUBJ)}: {rng.choice(_RU_ACC)} {rng.choice(_RU_DO)}",
                f"«{noun.capitalize()} — это не {noun2}»", f"{noun.capitalize()} без {gen}", f"{noun.capitalize()}, {noun2} и {rng.choice(_RU_NOUN)}: {head} {gen}", f"{rng.choice(_RU_SUBJ)} {rng.choice(_RU_VERB)} на {rng.randint(2, 90)}%", f"{rng.choice(_RU_SUBJ)} {rng.choice(_RU_VERB)}. {rng.choice(('Что дальше', 'Кто виноват', 'Почему'))}?", f"О {rng.choice(('мерах', 'сроках', 'правилах', 'планах'))} {head[:-1]}и {gen} {where}",
                f"Интервью: {rng.choice(v.RU_FIRST)} {rng.choice(v.RU_SURNAME)} о {rng.choice(('хлебе', 'море', 'школе', 'театре', 'спорте'))}", f"{rng.randint(2, 20)} фактов о {rng.choice(('хлебе', 'море', 'школе', 'театре', 'спорте'))} {where}", f"{rng.choice(('Эксперт', 'Врач', 'Синоптик', 'Тренер', 'Опрос', 'Исследование'))}: {rng.choice(_RU_SUBJ).lower()} {rng.choice(_RU_VERB)}", f"{rng.choice(_RU_DO).capitalize()} {rng.choice(_RU_ACC)} {where}",
            )
        )  # fmt: skip
    return rng.choice(
        (
            f"{head.capitalize()} {gen}", f"{head.capitalize()} {adj} {rng.choice(('школы', 'деревни', 'реки', 'науки', 'семьи', 'торговли', 'жизни', 'речи', 'книги'))}", f"{head.capitalize()} {gen} и {gen2}", f"{noun.capitalize()} и {noun2}", f"{noun.capitalize()} и {noun2} {where}", f"{noun.capitalize()}: {head} {gen}", f"О {rng.choice(('природе', 'границах', 'причинах', 'происхождении', 'языке', 'смысле'))} {gen}", f"{head.capitalize()} {gen} {where}",
            f"Что такое {noun}?", f"{noun.capitalize()}. {head.capitalize()} {gen}", f"К истории {gen}", f"Влияние {gen} на {head[:-1]}у {gen2}", f"{head.capitalize()} {gen}, {rng.randint(1700, 1940)}–{rng.randint(1941, 2020)}", f"{head.capitalize()} {gen} (по материалам {rng.choice(('архивов', 'печати', 'экспедиций', 'переписи'))})", f"{noun.capitalize()}", f"Курс {gen}", f"Введение в {head[:-1]}ю {gen}", f"От {gen} к {rng.choice(('рынку', 'закону', 'морю', 'слову', 'городу'))}", f"{noun.capitalize()}, {noun2}, {rng.choice(_RU_NOUN)}",
            f"Использование {gen} для {rng.choice(('оценки', 'расчёта', 'лечения', 'защиты', 'очистки', 'выращивания'))} {gen2}", f"Применение метода {rng.choice(v.RU_SURNAME)}а к задачам {gen}", f"Кормление и содержание {rng.choice(('коров', 'овец', 'птицы', 'рыбы'))} {where}", f"Ещё раз о {rng.choice(('хлебе', 'языке', 'праве', 'времени'))} {gen}", f"Атлас {gen}", f"Книга о {rng.choice(('хлебе', 'море', 'времени', 'языке'))}",
        )
    )  # fmt: skip


_ZH_AREA: Final = "江苏 湖北 四川 河南 山东 福建 安徽 海南 甘肃 贵州 内蒙古 新疆 西藏 吉林 黑龙江 深圳 厦门 苏州 宁波 青岛 天津 重庆 成都 杭州 南京 昆明 拉萨 台湾 香港 日本 韩国 泰国 法国 德国 英国 印度 巴西 埃及 肯尼亚 欧洲 亚洲 全球 长江 黄河 太湖 南海 东海 县域 农村 城市 高校 社区".split()
_ZH_THING: Final = "冬小麦 水稻 玉米 茶叶 棉花 苹果 生猪 奶牛 渔船 海水养殖 森林 草原 湿地 土壤 空气质量 地震 台风 洪水 高铁 地铁 公交 电网 核电 风电 煤炭 石油 天然气 钢铁 芯片 手机 软件 游戏 电影 戏曲 书法 古籍 方言 教材 教师 学生 体育课 篮球 乒乓球 马拉松 医院 护士 疫苗 中药 高血压 糖尿病 肿瘤 营养 食品 药品 保险 银行 股市 房价 税收 养老金 就业 工资 快递 外卖 旅游 博物馆 考古 遗址 移民 人口普查 婚姻 儿童 老年人 残疾人 志愿者 公益 法院 合同 专利 商标 选举 外交 边界 航天 火箭 卫星 机器人 算法 量子通信 图像识别 神经网络".split()
_ZH_ASPECT: Final = "研究 分析 变化 特征 评价 机制 路径 对策 模式 影响因素 发展趋势 历史考察 比较研究 实证研究 综述 设计与实现 保护与利用 风险防控 现状 问题与思考 理论与实践 简史 概论 导论 手册 调查报告 统计公报 年鉴 规划 白皮书 蓝皮书".split()
_ZH_NEWS_VERB: Final = "稳定 增长 下降 创新高 再提速 迎来新机遇 受关注 引热议 明显回升 全面启动 正式投用 进入新阶段 走进校园 惠及百姓 面临挑战 覆盖率超九成".split()


def chinese_heading(rng: random.Random, *, news: bool) -> str:
    """A Chinese title."""
    area, thing, other, aspect, verb = (
        rng.choice(_ZH_AREA),
        rng.choice(_ZH_THING),
        rng.choice(_ZH_THING),
        rng.choice(_ZH_ASPECT),
        rng.choice(_ZH_NEWS_VERB),
    )
    y = rng.randint(2000, 2025)
    if news:
        return rng.choice(
            (
                f"{area}{thing}{verb}",
                f"{thing}{verb}",
                f"{area}：{thing}{verb}",
                f"{y}年{area}{thing}{verb}",
                f"{thing}为何{verb}？",
                f"{area}{thing}{verb} {other}{rng.choice(_ZH_NEWS_VERB)}",
                f"让{thing}“活”起来",
                f"{rng.choice(v.ZH_SURNAME)}{rng.choice(v.ZH_GIVEN)}：{thing}要{verb}",
                f"{y}年{area}{thing}{aspect}",
                f"关于做好{thing}工作的通知",
                f"{thing}突破{rng.randint(2, 900)}万",
                f"走进{area}{thing}",
                f"中华人民共和国{y}年{thing}{aspect}",
                f"一图读懂{thing}",
            )
        )
    return rng.choice(
        (
            f"{thing}{aspect}",
            f"{area}{thing}{aspect}",
            f"{area}{thing}的{aspect}",
            f"{thing}与{other}",
            f"{thing}",
            f"{thing}学",
            f"{area}{thing}史",
            f"论{area}{thing}的{aspect}",
            f"{thing}——以{area}为例",
            f"基于{other}的{thing}{aspect}",
            f"{thing}对{other}的影响",
            f"{area}{thing}与{other}关系{aspect}",
            f"{thing}{aspect}：{y}—{y + 5}",
            f"从{thing}到{other}",
            f"{thing}（第{rng.choice('一二三')}卷）",
            f"我看{thing}",
            f"{thing}、{other}与{area}社会",
            f"近代{area}{thing}{aspect}",
        )
    )


def chinese_body(rng: random.Random) -> str:
    """A Chinese body."""
    if rng.random() < 0.25:
        return rng.choice(v.ZH_ORG)
    area = rng.choice(("中国", "国家", *_ZH_AREA[:26]))
    return (
        area
        + rng.choice(("省", "", "市", ""))
        + rng.choice(
            (
                "农业科学院",
                "统计局",
                "教育厅",
                "大学",
                "师范大学",
                "理工大学",
                "社会科学院",
                "气象局",
                "海洋研究所",
                "体育总局",
                "卫生健康委员会",
                "人民政府",
                "图书馆",
                "博物馆",
                "商会",
                "证监会",
                "知识产权局",
                "疾病预防控制中心",
                "旅游协会",
                "作家协会",
                "标准化管理委员会",
                "水利部",
                "银保监会",
                "铁路集团",
                "电力公司",
            )
        )
    )


def chinese_paper(rng: random.Random) -> str:
    """A Chinese newspaper or site."""
    if rng.random() < 0.35:
        return rng.choice(v.ZH_NEWS)
    return rng.choice(_ZH_AREA[:26]) + rng.choice(
        (
            "日报",
            "晚报",
            "都市报",
            "商报",
            "新闻网",
            "在线",
            "广播电视台",
            "网",
            "时报",
            "法制报",
            "发布",
            "教育报",
            "青年报",
            "周刊",
        )
    )


def chinese_journal(rng: random.Random) -> str:
    """A Chinese journal."""
    if rng.random() < 0.35:
        return rng.choice(v.ZH_JOURNAL)
    field = rng.choice(
        "农业 水产 地理 气象 体育 档案 中医 护理 林业 电力 铁道 建筑 心理 语言 民族 宗教 财贸 税务 统计 人口 海洋 环境 土壤 食品 化工 机械 自动化 通信 航空 航天 地质 矿业 生态 植物 动物 微生物 遗传 高校 教育 戏剧 美术 音乐".split()
    )
    return (
        rng.choice(("", "", "中国", "现代", "当代", "国际", "应用"))
        + field
        + rng.choice(
            (
                "学报",
                "研究",
                "科学",
                "杂志",
                "论坛",
                "学刊",
                "经济",
                "技术",
                "评论",
                "与社会",
                "通报",
                "进展",
                "工程",
                "世界",
            )
        )
    )

"""Word lists and grammars for made-up titles, names and bodies. Nothing is copied from real references.

A grammar is a list of templates; `{name}` stands for a draw from the list of that name.
"""

# ruff: noqa: C901, E501, PLR0912, SIM905 - a grammar reads best in one piece, its lists as text

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

FIRST: Final = """
James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara Richard Susan Joseph Jessica Thomas Sarah
Charles Karen Daniel Nancy Matthew Lisa Anthony Betty Mark Sandra Donald Ashley Steven Emily Paul Kimberly Andrew Donna
Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah Edward Stephanie Ronald Rebecca Timothy Laura Jason
Helen Jeffrey Sharon Ryan Cynthia Jacob Kathleen Gary Amy Nicholas Shirley Eric Angela Jonathan Anna Stephen Ruth Larry
Hans Jürgen Ulrike Wolfgang Heike Stefan Sabine François Jean-Pierre Camille Luc Élodie Giovanni Chiara Matteo José María
Carlos Lucía Alejandro Pilar João Inês Lars Ingrid Søren Mette Björn Astrid Mikael Aino Piotr Agnieszka Jan Zofia Tomáš
Jana László Eszter Ion Elena Dimitri Sergei Natalia Olga Mikhail Alexei Yulia Vladimir Andrei Nikos Eleni Mehmet Ayşe Ahmed
Fatima Hassan Leila Omar Yusuf Amina Chinua Ngozi Kwame Abena Tendai Wanjiru Rajesh Priya Anil Sunita Amit Deepa Arjun Kavita
Hiroshi Yuki Kenji Aiko Takashi Naoko Min-jun Seo-yeon Ji-hoon Hyun-woo Nguyen Thi Budi Siti Rizal Maria Ana Luis Rosa Diego
Bolormaa Timur Aliya Nursultan Dariga Zurab Nino Levan Tigran Anahit Giorgi Rustam Katya Ravshan Ben Sam Kate Tom Max Zoë Nora
Tsering Oyuna Keti Shreya Annika Zdenka Ignat Marisol Tadeusz Chidi Lakshmi Dmytro Isobel Callum Siobhán Niamh Gareth Rhys Eilidh
""".split()
SURNAME: Final = """
Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson
Clarke Lewis Young Allen King Scott Baker Hill Moore Cooper Ward Turner Morris Price Lee Fisher Stone Park Rice Banks Rivers Church
Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Wolf Schröder Neumann Zimmermann
Martin Bernard Dubois Moreau Laurent Lefebvre Leroy Roux Girard Bonnet Dupont Rossi Russo Ferrari Esposito Bianchi Romano
García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Silva Santos Ferreira Pereira Oliveira Costa
Hansen Johansen Olsen Larsen Andersson Johansson Nilsson Virtanen Korhonen Nielsen Jensen Kowalski Nowak Wiśniewska Novák
Svoboda Horváth Nagy Popescu Ionescu Papadopoulos Yılmaz Demir Ivanov Petrov Sidorov Kuznetsova Smirnov Popova Volkov Lebedeva
Morozov Sokolov Karpenko Shevchenko Bondarenko Kovalenko Nazarbekov Akhmetova Tokarev Kim Park Choi Jung Tanaka Suzuki Sato
Watanabe Yamamoto Nakamura Kobayashi Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo Lin Gao Liang
Sharma Patel Singh Kumar Gupta Mehta Iyer Reddy Banerjee Mukherjee Khan Hussain Ahmed Rahman Siddiqui Okafor Adeyemi Mensah
Osei Mwangi Otieno Ndlovu Dlamini Abebe Tesfaye Haile Tran Pham Nguyen Santoso Wijaya Reyes Cruz Aquino O'Brien O'Neill
McCarthy MacDonald McGregor FitzGerald Lloyd-Jones Smith-Barry Stevens-Ortega Ibn-Rashid Abu-Lughod Ben-David Goldstein
Rosenberg Kaplan Weiss Stern Altman Vance Hargreaves Pemberton Whitlock Thorne Blackwood Ashcroft Winterbourne Castellano
""".split()
PARTICLE: Final = ("van der", "von", "de", "van", "de la", "del", "di", "van den", "al", "da")
PINYIN: Final = """
Wei Xiaoming Jianguo Lihua Zhiyuan Yufei Guoqiang Meiling Haitao Shuang Tianyu Chengcheng Minghui Bin Qing
Hongmei Jing Dong Feng Yan Zhen Rui Bolin Mengqi Zhihao Ruoxi Kaiwen
""".split()
_SYLLABLES: Final = "ba ke lo mi ru ta ven dor shi gan pol mer tin ras cho lun bek zar nov hel gri ost var dim kov sen fur tal ly mon ter ".split()
PLACES: Final = """
Kenya Peru Vietnam Canada Germany Portugal Chile Ghana Indonesia Turkey Poland Mexico Brazil Japan India China Russia Ukraine
Norway Greece Egypt Morocco Spain Italy France Britain Ireland Scotland Wales Texas California Ontario Bavaria Catalonia
Siberia Kazakhstan Uzbekistan Mongolia Nigeria Ethiopia Tanzania Bolivia Argentina Colombia Australia Bangladesh Pakistan
Thailand Malaysia Singapore Taiwan Iran Iraq Israel Syria Lebanon Finland Sweden Denmark Iceland Estonia Latvia Hungary
Europe Asia Africa Eurasia Crimea Alaska Quebec Yunnan Xinjiang Tibet Hokkaido Kerala Punjab Lagos Nairobi Rotterdam Hamburg
Marseille Naples Gdansk Odessa Vladivostok Shanghai Shenzhen Busan Osaka Manila Jakarta Durban Santos Valparaíso Montreal
""".split()
PLACES_PHRASES: Final = (
    "the Middle East", "Southeast Asia", "the Arctic", "the Black Sea", "sub-Saharan Africa", "the Baltic", "Central Asia",
    "the European Union", "the United States", "Latin America", "the South China Sea", "East Africa", "the Mekong Delta",
    "rural England", "the Sahel", "North America", "the Danube basin", "the Pacific", "New Zealand", "the UK", "the US", "the EU",
)  # fmt: skip
CITIES: Final = (
    """
London|New York|Paris|Berlin|Munich|Frankfurt am Main|Hamburg|Cologne|Vienna|Zurich|Geneva|Rome|Milan|Turin|Madrid|Barcelona|Lisbon
Amsterdam|Rotterdam|The Hague|Leiden|Brussels|Antwerp|Copenhagen|Stockholm|Oslo|Helsinki|Dublin|Edinburgh|Manchester|Bristol
Warsaw|Prague|Budapest|Sofia|Athens|Istanbul|Moscow|St. Petersburg|Kyiv|Tbilisi|Almaty|Tashkent|Beijing|Shanghai|Hong Kong|Tokyo
Kyoto|Seoul|Hanoi|Bangkok|Jakarta|Singapore|New Delhi|Mumbai|Karachi|Tehran|Cairo|Nairobi|Lagos|Johannesburg|Cape Town|Sydney
Melbourne|Canberra|Toronto|Ottawa|Vancouver|Washington, DC|Washington, D.C.|Boston|Cambridge, MA|Cambridge|Chicago|Philadelphia
Princeton, NJ|Princeton|New Haven|Stanford, CA|Berkeley|Los Angeles|San Francisco, CA|Seattle|Ithaca, NY|Oxford|Norwich|Santa Monica, CA
Thousand Oaks, CA|Newbury Park, Calif.|Baltimore|Basingstoke|Cheltenham, UK|Aldershot|Heidelberg|Göttingen|Dordrecht|Mexico City
Buenos Aires|Rio de Janeiro|Bogotá|Lima|Upper Saddle River, NJ|Hoboken, NJ|Lanham, MD|Boulder, Colo.|Reading, MA|Bloomington, IN|Las Vegas, NV, USA|San Diego, CA, USA|St. Louis|St. Paul, MN|Reading, Massachusetts|Cambridge, Massachusetts|Englewood Cliffs, N.J.|Cambridge, MA, USA|Beverly Hills, Calif.|Salt Lake City|Austin, Texas|Palo Alto, CA|Long Beach, CA, USA|Venice, Italy|Lisbon, Portugal|Seoul, South Korea
London; New York|London and New York|Oxford, UK|Chapel Hill|Ann Arbor|Durham, NC|Hillsdale, NJ|N.Y.|Belmont, CA|Vilnius|Riga|Kigali
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
PUBLISHERS: Final = (
    """
Oxford University Press|Cambridge University Press|Routledge|Springer|Wiley|Elsevier|SAGE Publications|Sage|Palgrave Macmillan
Macmillan|Blackwell|McGraw-Hill|Pearson|Penguin|Penguin Books|Random House|HarperCollins|Harper & Row|W. W. Norton|Norton|Knopf
Vintage|Bloomsbury|Brill|De Gruyter|Nomos|Suhrkamp|Campus|Gallimard|Seuil|PUF|Laterza|Edward Elgar|Ashgate|Polity Press|Polity|Verso
I.B. Tauris|Rowman & Littlefield|Lynne Rienner|Westview Press|Praeger|Addison-Wesley|Prentice Hall|MIT Press|The MIT Press|OUP|CUP
Harvard University Press|Princeton University Press|Yale University Press|University of Chicago Press|Stanford University Press
Columbia University Press|University of California Press|Cornell University Press|Johns Hopkins University Press|Heinemann
Faber and Faber|Faber & Faber|Simon & Schuster|Farrar, Straus and Giroux|Doubleday|Scribner|Basic Books|Beacon Press|Houghton Mifflin
Allen Lane|Allen & Unwin|Methuen|Hurst|Zed Books|Pluto Press|Chatto & Windus|Morgan Kaufmann|Kluwer|Martinus Nijhoff|Hart
Birkhäuser|Oldenbourg|C.H. Beck|Rowohlt|Duncker & Humblot|Mohr Siebeck|O'Reilly Media|Academic Press|Free Press|Anchor|Crown|Viking
PublicAffairs|Manchester University Press|World Scientific|CRC Press|ABC-CLIO|Transaction Publishers|Jossey-Bass|Lexington Books
John Wiley & Sons|Thames & Hudson|Little, Brown|Picador|Profile Books|Granta|Gower|Berghahn Books|Nova Science|Reaktion|Haymarket
Springer-Verlag|North-Holland|Marcel Dekker|W. H. Freeman|Churchill Livingstone|Mosby|Saunders|Alfred A. Knopf|Charles C. Thomas|E. P. Dutton|M. E. Sharpe|J. B. Lippincott|George Allen & Unwin|Harcourt Brace Jovanovich|Lippincott Williams & Wilkins
Armand Colin|La Découverte|Fayard|Alianza Editorial|Siglo XXI|Tecnos|Fondo de Cultura Económica|Feltrinelli|Il Mulino|Einaudi|Klett-Cotta
People's Publishing House|World Affairs Press|Foreign Languages Press|Progress Publishers|Nauka|Commercial Press
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
JOURNALS: Final = (
    """
Nature|Science|The Lancet|Cell|Econometrica|Foreign Affairs|Foreign Policy|World Politics|International Security|International Affairs
American Economic Review|Journal of Political Economy|Quarterly Journal of Economics|Review of International Studies|The China Quarterly
Energy Policy|World Development|Social Forces|Past & Present|Annales|Critical Inquiry|Survival|Orbis|Daedalus|Geopolitics|Eurasian Geography and Economics
Europe-Asia Studies|Post-Soviet Affairs|Asian Survey|The Pacific Review|Third World Quarterly|Political Science Quarterly|BMJ|JAMA|PLoS ONE
Proceedings of the National Academy of Sciences|Physical Review Letters|New England Journal of Medicine|Journal of Biological Chemistry
Communications of the ACM|IEEE Transactions on Neural Networks|The Journal of Finance|Marine Policy|Agricultural Systems|Food Policy|Ocean & Coastal Management
Cooperation and Conflict|Millennium|Polity|Perspectives on Politics|Security Studies|Political Geography|Antipode|Language|Mind|Isis
Osteuropa|Merkur|Leviathan|Revue française de science politique|Politique étrangère|Esprit|Estudios Internacionales|Il Politico|Zeitschrift für Soziologie
The Washington Quarterly|Global Governance|Public Culture|Urban Studies|Transport Reviews|Maritime Policy & Management
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
ABBREVIATED: Final = (
    """
J. Biol. Chem.|Phys. Rev. Lett.|J. Am. Chem. Soc.|Proc. Natl. Acad. Sci. U.S.A.|N Engl J Med|Am J Med|Br Med J|J Clin Oncol|Nat. Genet.|Angew. Chem. Int. Ed.
Nucleic Acids Res.|Ann. Rev. Biochem.|Lancet Oncol|JAMA Intern Med|J. Mol. Biol.|IEEE Trans. Inf. Theory|IEEE Commun. Mag.|Nat Med|Clin Infect Dis|Phys. Rev. B
Am. J. Sociol.|J. Pol. Econ.|Ann. Math.|Commun. ACM|J Agric Food Chem|Am Econ Rev|Mar. Ecol. Prog. Ser.|Environ. Sci. Technol.|Cochrane Database Syst Rev|Appl. Opt.
Harv. L. Rev.|Yale L.J.|Colum. L. Rev.|Stan. L. Rev.|U. Pa. L. Rev.|Mich. L. Rev.|MLR|LQR|ICLQ|CLJ
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
NEWSPAPERS: Final = (
    """
New York Times|Miami Herald|The Oregonian|The Washington Post|Washington Post|The Guardian|Guardian|Financial Times|The Financial Times|The Times|The Daily Telegraph
The Economist|The Wall Street Journal|Wall Street Journal|Los Angeles Times|Chicago Tribune|The Independent|The Observer|The Sunday Times|USA Today
BBC|BBC News|CNN|Reuters|Associated Press|AFP|Bloomberg|CNBC|NPR|Fox News|Sky News|Al Jazeera|Deutsche Welle|DW|ANSA|EFE|Kyodo News|Yonhap|TASS|Xinhua|ABC News|CBC News|ITV News
China Daily|South China Morning Post|The Straits Times|The Japan Times|Nikkei Asia|Asahi Shimbun|The Korea Herald|The Hindu
Hindustan Times|Dawn|Daily Star|Jakarta Post|Bangkok Post|The Sydney Morning Herald|The Australian|The Globe and Mail|Toronto Star
Izvestia|Kommersant|Pravda|Haaretz|The Jerusalem Post|Al-Ahram Weekly|Arab News|The National|Daily Nation|Mail & Guardian
Der Spiegel|Die Zeit|Süddeutsche Zeitung|Frankfurter Allgemeine Zeitung|FAZ|Handelsblatt|Neue Zürcher Zeitung|Die Welt|Le Monde|Le Figaro|Libération|Les Echos
El País|El Mundo|La Vanguardia|Corriere della Sera|La Repubblica|La Stampa|Politico|Axios|Vox|Slate|The Atlantic|The New Yorker|Time|Newsweek|Forbes|Fortune|Wired
The Conversation|Quartz|Foreign Policy|Defense News|Nikkei Asian Review|EUobserver|Euractiv|Nautilus|Mother Jones|The New Republic|ProPublica|Rest of World
The Irish Times|The Scotsman|Lloyd's List|TradeWinds|Farmers Weekly|Nature News|New Scientist|Scientific American|The Athletic|ESPN|Variety|Quanta Magazine|Meduza
Boston Globe|Daily Mail|The Sun|Evening Standard|Baltic Times|Kyiv Post|The Astana Times|Dhaka Tribune|Vanguard|Punch|TechCrunch|The Verge|Ars Technica
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
NEWS_TAIL: Final = "Times|Post|Herald|Tribune|Gazette|Daily News|Chronicle|Observer|Courier|Dispatch|Star|Mail|Journal|Monitor|Review|Bulletin|Today|Online|Insider|Report".split(
    "|"
)
ACRONYMS: Final = """
IMF OECD FAO WHO ILO WTO IEA IAEA UNESCO UNICEF UNDP UNCTAD NATO ASEAN RAND CSIS NBER CEPR IISS SIPRI RUSI ECFR IFRI SWP DGAP ISEAS
IFPRI CGIAR IUCN INSEE ODI PIIE MERICS USDA NOAA NASA ESA EEA ECB EBRD ADB AIIB CDC NHS HMRC DEFRA MOFA USGS IRENA EIA ICAO IMO FIFA
ITF BIMCO CARICOM CARE GIGA ZOiS OSW FPRI CNAS CNA AEI EIU PwC IPCC
""".split()
NOUNS: Final = """
port harbour grain wheat rice fishery water river coast forest soil farm village city housing transport railway shipping container
trade market price tax debt budget bank credit currency investment growth labour wage migration pension poverty inequality welfare health
hospital vaccine disease nutrition cancer malaria school teacher student language reading curriculum sport football stadium athlete league
music theatre painting film novel poetry memory identity religion ritual gender family childhood ageing energy oil gas coal solar wind
hydrogen battery grid climate carbon emission drought flood biodiversity wetland fishing whale protein genome cell enzyme neuron brain
algorithm network graph language vision robot satellite rocket telescope galaxy particle polymer catalyst alloy sensor laser concrete bridge
tunnel court contract property crime prison police election party parliament democracy constitution treaty sovereignty border army navy missile
deterrence alliance diplomacy sanctions terrorism peace empire revolution colonialism nation citizenship state power strategy security order
policy reform governance regulation innovation technology industry factory supply chain logistics tourism heritage museum archive data privacy
""".split()
ADJECTIVES: Final = """
new global local urban rural digital public private social economic political cultural modern ancient medieval early late comparative
strategic sustainable international regional national European African Asian Russian Chinese American British French German Soviet Indian
maritime agricultural industrial financial fiscal monetary legal moral hidden forgotten broken quiet silent long short great small open
closed deep dark green blue red cold hot dynamic optimal nonlinear stochastic robust rapid critical clinical randomized molecular quantum
marine coastal tropical Arctic northern southern eastern western post-war high-speed low-carbon large-scale long-term open-source
""".split()
ABSTRACTS: Final = """
politics history theory economics sociology future origins rise fall decline end limits making transformation crisis evolution dynamics
impact effect effects role meaning structure analysis study survey review assessment evaluation case evidence lessons challenges prospects
problem question puzzle paradox myth promise perils cost costs geography culture experience development management modelling detection
prediction measurement synthesis properties determinants causes consequences perspectives implications trends patterns foundations handbook
introduction guide companion atlas dictionary manual portrait anatomy architecture art science grammar logic ethics law
""".split()
GERUNDS: Final = "Understanding Rethinking Measuring Making Governing Managing Building Explaining Seeing Writing Mapping Reading Financing Feeding Moving Estimating Learning Predicting Revisiting Exploring Contesting Imagining Beyond Toward Towards Against From Between After Inside".split()
VERBS: Final = "raises cuts rejects approves signs opens closes warns seeks faces wins loses launches suspends expands blocks backs hits joins buys sells reports slams calls urges plans delays bans lifts doubles halts denies confirms boosts threatens sends holds makes sees says needs wants gets".split()
VERBS_BASE: Final = "raise cut reject approve sign open close seek face win lose launch expand block join buy sell ban lift double halt boost hold make save feed move build end change matter".split()
ORGS_SHORT: Final = "Government Parliament EU UN NATO OPEC World Bank|IMF|Central bank|Supreme Court|Toyota|Boeing|Airbus|Maersk|Gazprom|Rosneft|Huawei|Apple|Samsung|Tesla|Liverpool|Arsenal|Barcelona|Police|Scientists|Farmers|Doctors|Teachers|Unions|Ministers|Regulators|Investors|Bundesbank|Fed|ECB|Vienna|Brussels|Tokyo|Delhi|Ankara|White House|NASA|SpaceX|FIFA|WHO|Vatican|Sony|Nestlé|Ryanair|Unicef|Interpol|Wimbledon".split(
    "|"
)

RU_SURNAME: Final = """
Иванов Петров Сидоров Кузнецов Смирнов Попов Васильев Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров
Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Кравченко
Шевченко Бондаренко Ткаченко Коваленко Мельник Левин Гринберг Штейн Вишневский Островский Белинский Римский Чайковская Толстая Вернадский
Лукин Караулов Тренёв Бордюгов Ахметов Исмаилов Гусейнов Саркисян Петросян Беридзе Ким Цой Пак Латыпов Хабибуллин Юсупов Бадмаев Шойгуев
Гуревич Абрамович Ходорович Войцех Кох Шмидт Миллер Швец Черных Седых Долгих Дурново Живаго Бабель
""".split()
RU_FIRST: Final = """
Александр Алексей Андрей Антон Борис Вадим Василий Виктор Владимир Дмитрий Евгений Иван Игорь Илья Кирилл Константин Максим Михаил Никита
Николай Олег Павел Пётр Роман Сергей Степан Юрий Тимур Руслан Анна Вера Галина Дарья Екатерина Елена Ирина Ксения Мария Надежда Наталья Ольга
Светлана Татьяна Юлия
""".split()
RU_PATRONYMIC: Final = "Александрович Алексеевич Андреевич Борисович Викторович Владимирович Иванович Михайлович Николаевич Павлович Петрович Сергеевич Юрьевич".split()
RU_HEADS: Final = (
    """
Проблемы|Развитие|Особенности|Роль|Оценка|Анализ|История|Перспективы|Методы|Основы|Управление|Регулирование|Становление|Эволюция|Динамика
Исследование|Моделирование|Теория и практика|Экономика|Социология|Правовое регулирование|Современное состояние|Некоторые вопросы|О некоторых проблемах
Тенденции|Механизмы|Факторы|К вопросу о развитии|Влияние|Повышение эффективности|Формирование|Трансформация|Кризис|Будущее|Границы|Введение в теорию
Защита|Организация|Правовые основы|Концепция|Стратегия|Механика|Очерки|Структура|Пределы|Наследие|Математические методы|Экологические аспекты|Деградация
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
RU_GEN: Final = (
    """
сельского хозяйства|рыбного промысла|портовой инфраструктуры|железнодорожного транспорта|городского населения|высшего образования|русской литературы
международных отношений|мировой экономики|внешней торговли|банковской системы|рынка труда|малого бизнеса|гражданского общества|местного самоуправления
климатических изменений|водных ресурсов|лесных экосистем|вечной мерзлоты|арктического судоходства|ядерной энергетики|возобновляемых источников энергии
спортивного права|детского здравоохранения|вакцинации|зернового экспорта|цифровой экономики|машинного обучения|нейронных сетей|композиционных материалов
региональной политики|миграционных процессов|крестьянства|русского дворянства|советской школы|космической деятельности|искусственного интеллекта
уголовной ответственности|налогового законодательства|трудовых отношений|семейных ценностей|исторической памяти|народной культуры|химических реакторов
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
RU_PLACE: Final = "в России|в Сибири|на Дальнем Востоке|в Арктике|в странах ЕАЭС|в Китае|в условиях санкций|в XIX веке|в Средней Азии|на Кавказе|в Поволжье|в Европе|на Урале|в Японии|в постсоветский период|в XXI в.|в Калмыкии|в Приморье|в Москве и Петербурге|в современном мире|на примере Татарстана|на Балтике|в СССР".split(
    "|"
)
RU_SUBJ: Final = "Премьер-министр|Правительство|Минфин|Роскосмос|Центробанк|Госдума|Росатом|Аэрофлот|Индия|США|Турция|Эксперты|Учёные|Фермеры|Врачи|Губернатор|МИД|ООН|ЦБ|«Лукойл»|«Спартак»|Новосибирск|РЖД|«Яндекс»|Суд|Полиция|Япония|Мэр Москвы|Власти Татарстана|Аграрии|Школьники|Почта России|ВОЗ".split(
    "|"
)
RU_VERB: Final = "объявил о|заявил о|сообщили о|рассказали о|договорились о|предупредили о|выступил за|отказался от|обсудили|подписали|открыл|запретил|утвердил|начали|приостановил|продлил|одобрила|назвал|увеличит|снизит|построят".split(
    "|"
)
RU_OBJ: Final = "строительство моста|экспорт зерна|новый порт|повышение ставки|соглашение о сотрудничестве|запуск спутника|поставки газа|рост цен|сезон навигации|реформу школы|закупки вакцины|производство самолётов|меры поддержки|рекордный урожай|лов рыбы|развитие туризма|ремонт дорог|бюджет на 2024 год|сборную к чемпионату мира|высокоскоростную магистраль".split(
    "|"
)
RU_FOREIGN: Final = "Ли Вэй|Ван Цзюнь|Чжан Хао|Хэ Минь|Ким Чен Су|Джон Смит|Ангела Вебер|Эммануэль Дюпон|Нарендра Шарма|Хасан Юсуф|Чэнь Лицюнь|Сюй Цзиньхай|Мари Лоран|Синдзи Танака".split(
    "|"
)
RU_CITY: Final = "М.|М.|М.|СПб.|Л.|Москва|Санкт-Петербург|Ленинград|Новосибирск|Екатеринбург|Казань|Томск|Владивосток|Ростов н/Д|Ростов-на-Дону|Воронеж|Краснодар|Самара|Саратов|Иркутск|Хабаровск|Уфа|Минск|Киев|Алматы|М.; Л.|Н. Новгород|Пермь|Улан-Удэ|Элиста|Тверь|Чита".split(
    "|"
)
RU_PUB: Final = "Наука|Мысль|Прогресс|Политиздат|Юрайт|Юристъ|Инфра-М|Дрофа|Эксмо|АСТ|Альпина Паблишер|РОССПЭН|Весь Мир|Аспект Пресс|Международные отношения|Изд-во МГУ|Изд-во СПбГУ|Изд-во Том. ун-та|Просвещение|Высшая школа|Статут|Норма|Проспект|Питер|Academia|Языки славянской культуры|НЛО|Изд. дом ВШЭ|ИД «Дело»|Экономика|Финансы и статистика|Физматлит|Мир|Гнозис|Республика|Изд-во Сиб. отд-ния РАН|Гослитиздат|Художественная литература|Алетейя|Центрполиграф|Вече|Изд-во Калм. ун-та|ИМЭМО РАН|Кнорус|Лань|Мозаика-Синтез|Логос".split(
    "|"
)
RU_JOURNAL: Final = "Вопросы экономики|Вопросы истории|Вопросы философии|Мировая экономика и международные отношения|МЭиМО|Международная жизнь|Свободная мысль|Социологические исследования|Вестник МГИМО|Вестник Московского университета. Серия 6. Экономика|Известия РАН. Серия географическая|Журнал физической химии|Государство и право|Полис|Pro et Contra|Новая и новейшая история|Российская история|Экономист|Проблемы Дальнего Востока|США и Канада|Журнал общей биологии|Теплоэнергетика|Почвоведение|Успехи физических наук|УМН|Вестник Томского государственного университета|Философские науки|Латинская Америка|Азия и Африка сегодня|Мир транспорта|Аграрная наука|Хирургия|Педагогика|Русская литература|Новый мир|Знамя|Октябрь|Актуальные проблемы права|Сибирский экологический журнал|Рыбное хозяйство|Зерновое хозяйство России".split(
    "|"
)
RU_NEWS: Final = "Коммерсантъ|Коммерсант|Ведомости|Известия|Российская газета|РБК|ТАСС|РИА Новости|Интерфакс|Лента.ру|Газета.Ru|Независимая газета|Новая газета|Аргументы и факты|Комсомольская правда|Московский комсомолец|Эксперт|Огонёк|Правда|Красная звезда|Фонтанка.ру|Meduza|Медуза|Новый взгляд|Регнум|PortNews|Деловой Петербург|Труд|Первый канал|Вести|Forbes Россия|Спорт-Экспресс|Чемпионат|Sports.ru|Парламентская газета|КоммерсантЪ-Власть|Агроинвестор|Эхо Москвы|Портал «Научная Россия»|Росбалт|Lenta.ru|Южный репортёр|Сибирь.Реалии|Вечерняя Казань|Уральский рабочий".split(
    "|"
)
RU_ORG: Final = "Росстат|Министерство финансов РФ|Минсельхоз России|Банк России|Всемирный банк|Министерство иностранных дел Российской Федерации|Российский союз туриндустрии|Институт мировой экономики|Русское энтомологическое общество|ВЦИОМ|Левада-Центр|МИД России|Правительство РФ|Центр стратегических разработок|ФАО|Росрыболовство|Вольное экономическое общество|Аналитический центр при Правительстве РФ|НИУ ВШЭ|РАНХиГС|Счётная палата РФ|Федеральная служба государственной статистики|Всероссийский научно-исследовательский институт зерна|Русское географическое общество|Институт системного анализа".split(
    "|"
)
RU_LAW: Final = "О персональных данных|Об образовании в Российской Федерации|Об охране окружающей среды|О рыболовстве|О внесении изменений в отдельные законодательные акты|О мерах поддержки экспорта|О национальных целях развития|Об утверждении стратегии развития портов|О ветеранах|О связи|О гражданстве|Об утверждении правил перевозки грузов".split(
    "|"
)

ZH_SURNAME: Final = "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 邓 冯 韩 曹 曾 彭 萧 蔡 潘 田 董 袁 于 余 叶 蒋 杜 苏 魏 程 吕 丁 沈 任 姚 卢 傅 钟 姜 崔 谭 廖 范 汪 陆 金 石 戴 贾 韦 夏 邱 方 侯 邹 熊 孟 秦 白 江 阎 薛 尹 段 雷 黎 史 龙 陶 贺 顾 毛 郝 龚 邵 万 钱 严 费 欧阳 司马 诸葛".split()
ZH_GIVEN: Final = "伟 芳 娜 敏 静 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 建国 志强 晓明 丽华 文博 宇航 海涛 思远 国栋 雪梅 振华 立新 永年 学通 天宇 子涵 孝通 世安 庆龙 文义 炳穆 光 缉思 毅夫 培林 德全 玉兰 春生".split()
ZH_TOPIC: Final = "农业现代化|粮食安全|港口物流|渔业资源|城市治理|乡村振兴|高等教育|基础教育|医疗卫生|公共卫生应急|足球产业|体育旅游|数字经济|人工智能|机器学习|供应链|国际贸易|货币政策|财政改革|土地制度|户籍制度|人口老龄化|水资源管理|碳排放|新能源汽车|光伏产业|海洋经济|区域协调发展|国际关系理论|中美关系|中俄关系|全球治理|一带一路|冷战史|宋代经济|明清社会|古典文学|现代小说|语言教学|图书馆服务|信息检索|知识产权|刑事诉讼|环境保护|铁路运输|桥梁结构|混凝土材料|镀层组织形貌|催化反应|LBB分析|5G网络|AI技术|Ni-P合金镀层|GDP核算|DNA检测|T型梁|CO2减排|GIS技术应用|PPP模式|卫星导航|空间科学|深海探测".split(
    "|"
)
ZH_PLACE: Final = "中国|长江三角洲|珠江三角洲|东北地区|西部地区|云南|广东|浙江|上海|北京|日本|美国|欧盟|东南亚|中亚|俄罗斯|非洲|粤港澳大湾区|京津冀".split(
    "|"
)
ZH_CITY: Final = "北京|上海|广州|天津|武汉|南京|杭州|成都|重庆|西安|长沙|沈阳|长春|哈尔滨|济南|香港|台北|合肥|福州|昆明|桂林|大连|兰州".split(
    "|"
)
ZH_PUB: Final = "人民出版社|商务印书馆|中华书局|三联书店|生活·读书·新知三联书店|科学出版社|高等教育出版社|北京大学出版社|清华大学出版社|复旦大学出版社|中国社会科学出版社|社会科学文献出版社|世界知识出版社|上海人民出版社|上海译文出版社|机械工业出版社|湖南科学技术出版社|法律出版社|中国农业出版社|海洋出版社|江苏人民出版社|新华出版社|中信出版社|时事出版社|广西师范大学出版社|译林出版社|上海古籍出版社|人民教育出版社|中国人民大学出版社|浙江大学出版社|东方出版社".split(
    "|"
)
ZH_JOURNAL: Final = "经济研究|管理世界|中国社会科学|世界经济与政治|国际问题研究|现代国际关系|历史研究|社会学研究|开放时代|图书情报工作|中国农村经济|农业经济问题|体育科学|高等教育研究|法学研究|中国法学|东北亚论坛|俄罗斯研究|美国研究|当代亚太|清华大学学报|北京大学学报（哲学社会科学版）|太原理工大学学报|计算机学报|软件学报|物理学报|中华医学杂志|中国水产科学|海洋学报|金融研究|财经|读书|外交评论|中国翻译|文学评论|考古|自然资源学报|水利学报|情报学报".split(
    "|"
)
ZH_NEWS: Final = "人民日报|光明日报|经济日报|新华网|新华社|人民网|环球时报|中国日报|解放日报|文汇报|南方周末|第一财经日报|澎湃新闻|中国新闻网|央视网|新浪网|财新网|观察者网|科技日报|中国青年报|新京报|北京日报|参考消息|21世纪经济报道|凤凰网|中国政府网|外交部网站|中国经济网|南方都市报|体坛周报|中国海洋报|农民日报".split(
    "|"
)
ZH_ORG: Final = "国家统计局|中国信息通信研究院|外交部|商务部|国务院|世界银行|联合国|中国科学院|国务院发展研究中心|农业农村部|中国足球协会|世界卫生组织|国家发展改革委|教育部|中国人民银行|国务院新闻办公室|上海市人民政府|中共中央|联合国粮农组织|中国互联网络信息中心|交通运输部|国家能源局".split(
    "|"
)
ZH_UNI: Final = "北京大学|清华大学|复旦大学|武汉大学|吉林大学|华东师范大学|中国人民大学|浙江大学|南京大学|中山大学|中国农业大学|外交学院|上海体育学院|北京大学数学系".split(
    "|"
)

DE_NOUN: Final = "Agrarpolitik|Hafenwirtschaft|Öffentlichkeit|Sozialpolitik|Gesundheitswesen|Wirtschaftsgeschichte|Bildungsreform|Energiewende|Fußballkultur|Fischerei|Verkehrspolitik|Gesellschaft|Stadtentwicklung|Wasserwirtschaft|Außenpolitik|Erinnerungskultur|Verfassungsordnung|Landwirtschaft|Digitalisierung|Arbeitswelt|Föderalismus|Demokratie".split(
    "|"
)
DE_TITLE: Final = (
    "Die {DE} der {DE}",
    "Zur {DE} in der Bundesrepublik",
    "{DE} und {DE}",
    "Geschichte der {DE}. Eine Einführung",
    "{DE} im Wandel",
    "Was ist {DE}?",
    "Grundzüge der {DE}",
    "{DE}: Theorie und Praxis",
    "Zwischen {DE} und {DE}",
    "Handbuch der {DE}",
    "Wie die {DE} das Land verändert",
    "Streit um die {DE} geht weiter",
    "Minister verteidigt {DE}",
    "{DE} seit 1945",
    "Untersuchungen zur {DE} des 19. Jahrhunderts",
    "Der Kampf um die {DE}",
    "{DE} 2020",
    "In {DE} und {DE}, ein Streit",
    "Für eine neue {DE}",
    "Germany Monitor – {DE}",
    "{DE}sbericht 2019",
    "Was bleibt von der {DE}?",
    "Minister: „{DE} sichern“",
)
FR_NOUN: Final = "la politique agricole|le port|la pêche|l'école républicaine|la santé publique|le capital social|la mémoire collective|l'économie mondiale|la transition énergétique|le droit du travail|la Méditerranée|l'eau|le football|la forêt|la ville|l'État|la justice sociale|le commerce extérieur".split(
    "|"
)
FR_TITLE: Final = (
    "Histoire de {FR}",
    "{FR} et {FR}",
    "{FR} en France au XIXe siècle",
    "Pour une sociologie de {FR}",
    "{FR} : enjeux et perspectives",
    "{FR} en quête d’un second souffle",
    "Penser {FR}",
    "Où va {FR} ?",
    "Le retour de {FR}",
    "À propos de {FR}. Notes provisoires",
    "{FR} face à la crise",
    "À Marseille, {FR} en quête d’un second souffle",
    "En Bretagne, {FR} recule",
    "Rapport annuel 2020",
    "Comment {FR} a changé {FR}",
    "Au nom de {FR}",
    "Dans {FR}, {FR}",
)
ES_NOUN: Final = "la sequía|la política agraria|el puerto|la pesca|la educación pública|la salud|el mercado laboral|la memoria|el agua|la transición energética|el fútbol|la vivienda|el comercio exterior|la democracia|la migración|la cosecha de aceite".split(
    "|"
)
ES_TITLE: Final = (
    "Historia de {ES}",
    "{ES} y {ES} en América Latina",
    "{ES} amenaza a {ES}",
    "El futuro de {ES}",
    "¿Qué pasa con {ES}?",
    "Una introducción a {ES}",
    "{ES}: retos y oportunidades",
    "La rebelión de {ES}",
    "{ES} en España, 1950-2000",
    "En Galicia, {ES} preocupa",
    "Informe sobre {ES} 2021",
    "Por qué {ES} sube",
)

EN_ACADEMIC: Final = (
    "{The ABS of NP}", "{The ABS of NP}: {NP in PLACE}", "{NP} and {NP}", "{NP}, {NP} and {NP}", "{NP} in {PLACE}", "{NP} in {PLACE}, {YY}",
    "{GER} {NP}: {The ABS of NP}", "{GER} {NP}", "{GER} {NP} in {PLACE}", "{ADJ} {NP}: A {ABS}", "Does {NP} {VB}? Evidence from {PLACE}", "What Drives {NP}?",
    "“{NP}”: {NP} in {PLACE}", "{PERSON}'s {ABS} of {NP}", "{PERSON}’s {NP}", "A {ABS} of {NP}", "An {ABS} of {NP} Based on {NP}", "{NP} after {NP}",
    "On {The ABS of NP}", "The {ADJ} {N}: {The ABS of NP} in the Age of {NP}", "{NP}, Volume {d}", "{NP}: In Search of {NP}", "In Defence of {NP}", "{NP}? {NP} Reconsidered",
    "{NP} versus {NP}", "{NP} with {NP} under {NP}", "Notes on {NP}", "Why {NP} Fail", "How {NP} {VB} {NP}", "{NP}—{NP}", "{NP} – {The ABS of NP}", "{NP} (and {NP})",
    "{NP} 2.0: {ABS} and {ABS}", "Towards a {ADJ} {ABS} of {NP}", "{The ABS of NP}, {YY}", "{NP} in the {th} Century", "{NP} of the {Nc} Type", "{NP}: Volume {d} of {NP}", "Report on {NP} in {PLACE} {Y}",
    "{NP}. {The ABS of NP}", "‘{NP}’ and {NP}", "{N}, {N}, {N}", "{Nc}", "{ADJ} {Nc}", "{Nc} and {Nc}", "The {ADJ} {Nc}", "{PLACE}", "{PLACE} and {PLACE}: {NP}", "{PLACE} in {NP}", "{PLACE}’s {ADJ} {ABS}",
    "{Nc}–{Nc} {ABS}: {ADJ} or {ADJ}?", "{NP} {Y}: {The ABS of NP}", "{NP}, {d}: {ABS} and {ABS}", "{AC}-{PLACE} {Nc}", "{ABS} and {ABS} of {NP}", "From {NP} to {NP}", "From {PLACE} to {PLACE}: {NP}",
    "{NP} {d}: {ABS} for {PLACE} – {ADJ} {ABS}", "{NP} with {ABS}", "Enemies of {NP}? {The ABS of NP}", "The {d}-{N} {NP}", "Review of {NP}, by {PERSON}", "Volume and {NP}", "Edition, {NP}", "Thinking, fast and {ADJ}",
    "{AC} in {PLACE}: {ABS}, {ABS} and {ABS}", "Country Profile {Y}: {PLACE}", "{NP}, Part {d}: {NP}",
)  # fmt: skip
EN_ACADEMIC_MORE: Final = (
    "{Nc}",
    "{Nc}",
    "{NP} – {NP} and {NP}, {PLACE}: {Y}",
    "{NP}, {PLACE}: {Y}",
    "{Nc}, {Nc}, and {The ABS of NP} in a {ADJ} {N}",
    "{FIRST} {SUR} on the A.I. {N}, {N}s and {The ABS of NP}",
    "{PERSON} on {NP}",
    "{NP}. Volume I. {Nc}",
    "{MU}: A {ABS} for {NP}",
    "{FIRST}: A {ABS} of {NP}",
    "{L}: A {ABS} and {ABS} for {NP}",
    "{NP}; preliminary report",
    "{NP}: a preliminary report",
    "{NP}: A Working Paper",
    "Annual Report {Y}",
    "{NP} Report {Y}",
    "{NP} {Y}",
    "{NP} Yearbook, {Y}",
    "{MU}",
    "{MU}-{MU}",
    "Well-{VBG}, {Nc} and {Nc}",
    "State-{VBG} and {NP}",
    "About {ORG}",
    "Privacy Policy",
    "About Us",
    "{Nc} Factsheet",
    "{NP}: A Review of the Literature",
    "{Nc}-{Nc}, {ABS} and {ABS}",
    "Speech and {NP}",
    "Statement of {NP}",
    "Transforming our {N}: {NP} for {NP}",
    "{PLACE} {Y}",
    "{NP}: A Systematic Review and Meta-Analysis",
    "{NP} at {Y}",
    "{L} Is for {Nc}",
    "Attention Is All {PLACE} {VB}",
    "A {ABS} of One's Own",
    "The {Nc} Paper",
    "{NP} Edition",
    "Letters to {PERSON}",
    "The Life of {PERSON}",
    "{PERSON}: A Life",
    "{PERSON} and {PERSON}",
    "{NP}, with {NP}",
    "{MU}’s {NP}",
    "Journal of a {Nc} {Nc}",
    "{NP}: {A} {ABS}, {dd},000–{Y} BC",
    "{NP} of 27 {M} {Y}",
    "{NP}, {dd}–{dd}",
    "{ABS} of Flight {dd}",
    "{NP} on {d} {M} {Y}",
    "The {Nc} Reader",
    "The {MU} {Nc}",
    "Selected {ABS} on {NP}",
    "{Nc} Law",
    "{Nc} Press and {NP}",
    "A {Nc} Review",
    "The University and {NP}",
    "{NP}. An Introduction",
    "{NP}. {NP}. {NP}",
    "Volume {d}: {NP}",
    "{Nc}: The Journal of {NP}",
    "{ADJ}, {ADJ}, {ADJ}: {NP}",
    "{NP}, or, {NP}",
    "{NP}... and {NP}",
)
EN_NEWS: Final = (
    "{ORG} {VERB} {NP} in {PLACE}", "{ORG} {VERB} {NP}", "{PLACE} {VERB} {NP} as {NP} {VERB}", "{NP} {VERB} after {NP}", "{PERSON} {VERB} {PLACE} over {NP}", "Why {PLACE} {VERB} {NP}",
    "How {NP} {VERB} {PLACE}", "{PLACE}, {PLACE} and {PLACE} agree {NP}", "{ORG} raises ${dd}m for {NP}", "£{dd}bn {NP} plan for {PLACE}", "{NP} up {d}% in {PLACE}, says {ORG}", "{ORG} says {NP} {VERB} ‘{ADJ} {N}’", "‘{NP}’: {NP} {VERB} {PLACE}",
    "What {NP} means for {PLACE}", "Is {NP} {VERBG} {PLACE}?", "{PLACE}’s {NP}: where now?", "{PLACE}'s {ADJ} {N} {VERB}", "{PLACE}: {NP} {VERB}", "{dd} killed in {PLACE} {N} {N}", "{ORG} to {VB} {NP} by {Y}", "Statement on {NP}", "{NP} – {ORG}",
    "Remarks by {PERSON} on {NP}", "{NP}: {ORG} {VERB} {NP}", "Can {NP} {VB} {PLACE}?", "The {ADJ} {N} that {VERB} {PLACE}", "{ORG} chief: ‘{NP} will {VB} {NP}’", "Exclusive: {ORG} {VERB} {NP} - sources", "{PERSON}: {PLACE} will {VB} {NP}", "{ORG}’s {NP} “{VERB}” {PLACE}",
    "All you must know before the {AC} {Nc}", "{PERSON} thanks {PERSON} for {NP}", "Lonely {SUR} loses {NP} as {NP} {VERB}", "{SUR} {VERB} {NP}", "{d} things to know about {NP}", "Opinion: {NP} {VERB} {PLACE}", "{PLACE} {VERB} {NP} yet fears {NP}",
    "Interview with {PERSON}", "Interview: {PERSON} on {NP}", "{PLACE}: 'No {NP} without {NP}'", "{NP} {VERB}, but {NP} {VERB}", "Two {N}s, one {N}", "Live: {PLACE} {VERB} {NP}, {ORG} says", "{Nc} and {Nc} in {PLACE}: a {ADJ} {N}", "About {NP}", "{PLACE} {NP} {ABS}", "A {Nc} too far",
    "{ORG}, {ORG} in {NP} talks", "Press conference by {PERSON} in {PLACE}", "Joint statement by {PLACE} and {PLACE} on {NP}", "{PLACE}’s ‘{Nc}’: the {ADJ} {N}?", "{SUR}: ‘{N} and {N}’ in {PLACE}", "{NP} [{Y}]", "{d} {N}s, {d} {N}s: {NP}",
)  # fmt: skip
_SLOT: Final = re.compile(r"\{([^{}]+)\}")


def made_up(rng: random.Random) -> str:
    """A capitalised word that no list knows."""
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()


def place(rng: random.Random) -> str:
    """A country, region or town, at times unknown to every list."""
    x = rng.random()
    return rng.choice(PLACES) if x < 0.7 else rng.choice(PLACES_PHRASES) if x < 0.9 else made_up(rng)


def noun_phrase(rng: random.Random) -> str:
    """An English noun phrase without an article, lower case but for names."""
    x = rng.random()
    noun, other = rng.choice(NOUNS), rng.choice(NOUNS)
    if x < 0.3:
        return f"{rng.choice(ADJECTIVES)} {noun}"
    if x < 0.5:
        return f"{noun} {other}"
    if x < 0.65:
        return f"{rng.choice(ADJECTIVES)} {noun} {rng.choice(ABSTRACTS)}"
    if x < 0.75:
        return noun + rng.choice(("", "s"))
    if x < 0.87:
        return f"{rng.choice(('the', 'its', 'a', 'their', 'our'))} {rng.choice(ADJECTIVES)} {noun}"
    if x < 0.93:
        return f"the {noun} of {other}"
    if x < 0.96:
        marked = rng.choice(
            (
                "vitamin {L}",
                "hepatitis {L}",
                "{d}.{k}°C",
                "type {k} " + noun,
                "{d}G " + noun,
                noun + " {L}",
                "COVID-{d}",
                noun + "-{d}",
                "{L}-" + noun,
                "plan {L}",
                "the " + noun + " in Mr. {L}",
                "{Y} Agenda",
                "the {Y} Agenda for " + noun,
            )
        )
        return (
            marked.replace("{L}", rng.choice("ABCDEX"))
            .replace("{d}", str(rng.randint(1, 40)))
            .replace("{k}", str(rng.randint(1, 9)))
            .replace("{Y}", str(rng.randint(1950, 2050)))
        )
    return f"{rng.choice(ACRONYMS)} {noun}"


def _slot(rng: random.Random, name: str) -> str:
    simple: dict[str, Callable[[random.Random], str]] = {
        "NP": noun_phrase,
        "PLACE": place,
        "ADJ": lambda r: r.choice(ADJECTIVES),
        "MU": made_up,
        "A": lambda r: r.choice(("A", "The", "Its")),
        "M": lambda r: r.choice(("January", "March", "April", "June", "July", "October")),
        "FIRST": lambda r: r.choice(FIRST),
        "L": lambda r: r.choice("ABCDEFGKRSTX"),
        "VBG": lambda r: r.choice(VERBS_BASE).rstrip("e") + "ing",
        "N": lambda r: r.choice(NOUNS),
        "Nc": lambda r: r.choice(NOUNS).capitalize(),
        "ABS": lambda r: r.choice(ABSTRACTS),
        "GER": lambda r: r.choice(GERUNDS),
        "VERB": lambda r: r.choice(VERBS),
        "VERBG": lambda r: r.choice(VERBS_BASE).rstrip("e") + "ing",
        "VB": lambda r: r.choice(VERBS_BASE),
        "ORG": lambda r: r.choice(ORGS_SHORT),
        "AC": lambda r: r.choice(ACRONYMS),
        "SUR": lambda r: r.choice(SURNAME),
        "PERSON": lambda r: r.choice(SURNAME) if r.random() < 0.4 else f"{r.choice(FIRST)} {r.choice(SURNAME)}",
        "d": lambda r: str(r.randint(2, 30)),
        "dd": lambda r: str(r.randint(2, 900)),
        "Y": lambda r: str(r.randint(1900, 2030)),
        "YY": lambda r: f"{r.randint(1200, 1950)}{r.choice('–-')}{r.randint(1951, 2020)}",
        "th": lambda r: r.choice(("Twentieth", "Nineteenth", "21st", "Twenty-First", "18th")),
        "The ABS of NP": lambda r: f"the {r.choice(ABSTRACTS)} of {noun_phrase(r)}",
        "NP in PLACE": lambda r: f"{noun_phrase(r)} in {place(r)}",
        "DE": lambda r: r.choice(DE_NOUN),
        "FR": lambda r: r.choice(FR_NOUN),
        "ES": lambda r: r.choice(ES_NOUN),
    }
    return simple[name](rng)


_SMALL: Final = frozenset(
    "a an the of and or in on at to for from with by as into over under after vs versus but nor".split()
)


def fill(rng: random.Random, template: str) -> str:
    """A template with its slots drawn."""
    return _SLOT.sub(lambda match: _slot(rng, match[1]), template)


def title_case(text: str) -> str:
    """Capitals as in English titles; the first word and the word after a colon too."""
    words = text.split(" ")
    for index, word in enumerate(words):
        bare = word.strip("“”‘’'\"(")
        first = index == 0 or words[index - 1][-1:] in ":?.–—"
        if bare and bare[0].islower() and (first or bare not in _SMALL):
            words[index] = word.replace(bare[0], bare[0].upper(), 1)
    return " ".join(words)


def sentence_case(text: str) -> str:
    """The first letter large, the rest as it is."""
    for index, char in enumerate(text):
        if char.isalpha():
            return text[:index] + char.upper() + text[index + 1 :]
    return text


def english_title(rng: random.Random, *, news: bool) -> str:
    """A title in title case or sentence case, with all that makes titles hard to tell from their surroundings."""
    text = fill(rng, rng.choice(EN_NEWS if news else EN_ACADEMIC if rng.random() < 0.7 else EN_ACADEMIC_MORE))
    if news and rng.random() < 0.06:
        text = f"In {place(rng)}{rng.choice((', ', ' '))}{text}"
    if not news and rng.random() < 0.12:
        text += ": " + fill(rng, rng.choice(EN_ACADEMIC))
    text = title_case(text) if rng.random() < (0.55 if news else 0.6) else sentence_case(text)
    if rng.random() < 0.06:
        text = text.replace("‘", "'").replace("’", "'")
    return text


def russian_title(rng: random.Random, *, news: bool) -> str:
    """A Russian title."""
    x = rng.random()
    if news:
        text = f"{rng.choice(RU_SUBJ)} {rng.choice(RU_VERB)} {rng.choice(RU_OBJ)}"
        if x < 0.25:
            text += " " + rng.choice(RU_PLACE)
        elif x < 0.35:
            text = f"{rng.choice(RU_SUBJ)}: {text[0].lower()}{text[1:]}"
        elif x < 0.42:
            text = f"Почему {rng.choice(RU_OBJ)} {rng.choice(RU_PLACE)} не остановить?"
        elif x < 0.5:
            text = f"Список мероприятий, намеченных на осень {rng.choice(RU_PLACE)}"
        elif x < 0.57:
            text = f"{rng.choice(('Совместное заявление', 'Декларация', 'Обращение', 'Меморандум'))} {rng.choice(('министров стран ЕАЭС', 'участников съезда', 'Республики Беларусь и Республики Армения', 'ректоров'))} о развитии {rng.choice(RU_GEN)}"
        elif x < 0.62:
            text += f". {rng.choice(RU_SUBJ)} {rng.choice(RU_VERB)} {rng.choice(RU_OBJ)}"
        elif x < 0.68:
            text = f"{rng.choice(RU_SUBJ)}: доля {rng.choice(RU_GEN)} выросла на {rng.randint(2, 90)}%"
        elif x < 0.78 and rng.random() < 0.6:
            where = rng.choice(RU_PLACE)
            text = f"{where[0].upper()}{where[1:]} {rng.choice(('открыли', 'начали', 'запретят', 'обсудили', 'построят', 'заметили', 'отменили'))} {rng.choice(RU_OBJ)}"
        elif x < 0.74:
            text = f"Как {rng.choice(RU_SUBJ)} {rng.choice(RU_VERB)} {rng.choice(RU_OBJ)}"
        return text
    text = f"{rng.choice(RU_HEADS)} {rng.choice(RU_GEN)}"
    if x < 0.35:
        text += " " + rng.choice(RU_PLACE)
    elif x < 0.45:
        text += f": {rng.choice(RU_HEADS).lower()} {rng.choice(RU_GEN)}"
    elif x < 0.52:
        text += f" и {rng.choice(RU_HEADS).lower()} {rng.choice(RU_GEN)} {rng.choice(RU_PLACE)}"
    elif x < 0.57:
        text += (
            " (XIX — начало XX века)"
            if rng.random() < 0.5
            else f" ({rng.randint(1800, 1940)}–{rng.randint(1941, 2015)} гг.)"
        )
    elif x < 0.62:
        text = (
            text + ". Т. 1. " + rng.choice(RU_HEADS)
            if rng.random() < 0.3
            else text + ". " + rng.choice(RU_HEADS) + " " + rng.choice(RU_GEN)
        )
    elif x < 0.66:
        text = f"«{rng.choice(RU_OBJ).capitalize()}»: {text.lower()}"
    elif x < 0.7:
        text = f"{text}, {rng.choice(RU_GEN)} и {rng.choice(RU_GEN)}"
    elif x < 0.74:
        text = f"{rng.choice(RU_OBJ).capitalize()}"
    elif x < 0.78:
        text = f"О {rng.choice(('роли', 'некоторых свойствах', 'методах', 'задачах'))} {rng.choice(RU_GEN)}"
    elif x < 0.82:
        text = f"{rng.choice(('Россия', 'Сибирь', 'Человек', 'Город', 'Право', 'Беседы', 'Рассказы'))} {rng.choice(('и мир', 'в системе', 'и общество', 'о', 'и мир: вызовы и пределы', 'и Европа: проблемы', 'и Восток: быт и традиции'))} {rng.choice(RU_GEN)}"
    return text


def chinese_title(rng: random.Random, *, news: bool) -> str:
    """A Chinese title."""
    topic, other, where = rng.choice(ZH_TOPIC), rng.choice(ZH_TOPIC), rng.choice(ZH_PLACE)
    if news:
        return rng.choice(
            (
                f"{where}{topic}取得新进展",
                f"{topic}：让{where}更有活力",
                f"{where}加快推进{topic}",
                f"{rng.randint(2015, 2024)}年{where}{topic}情况",
                f"{topic}再创新高",
                f"{where}与{rng.choice(ZH_PLACE)}签署{topic}合作协议",
                f"如何看待{topic}？",
                f"{topic}，{other}",
                f"{rng.choice(ZH_ORG)}发布{topic}报告",
                f"为{topic}“把脉”",
            )
        )
    return rng.choice(
        (
            f"{topic}研究",
            f"论{topic}",
            f"{topic}与{other}",
            f"{where}{topic}的现状与对策",
            f"{topic}：以{where}为例",
            f"{topic}对{other}的影响研究",
            f"关于{topic}的几点思考",
            f"{where}{topic}史",
            f"基于{other}的{topic}模型",
            f"{topic}导论",
            f"{topic}的制度逻辑——兼论{other}",
            f"{topic}视角下的{other}",
            f"试析{where}的{topic}",
            f"{topic}概论（上）",
            f"{topic}、{other}与{rng.choice(ZH_TOPIC)}",
            f"BP神经网络在{topic}中的应用",
            f"{topic}: {rng.choice(('理论', '历史', '问题'))}与{rng.choice(('实践', '展望', '方法'))}",
        )
    )

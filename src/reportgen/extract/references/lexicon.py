"""Words that tell what a part of a reference is: closed classes and well-known names, by language, in lower case.

`TYPES` maps a word to its class, or to itself where it is a cue of its own ("vol", "edited"). Sources: general
knowledge of the languages; nothing here is taken from a collection of references. A change needs a new model.
"""

from __future__ import annotations

from typing import Final

_CUES: Final = """
a an the of and or in on at to for from with by as into over under after before between against about through during
without within towards toward via per than that this these those is are was were be been has have had will would can
could may must should do does did not no how why what when where who whose which its their our his her your my it they
we you he she but if so up out off down more most new first last vs versus amid among beyond
et al others und der die das den dem des ein eine von vom zu zur zum im am auf für mit nach über aus bei als oder
de le la les des du un une dans sur pour par avec aux au entre chez el los las del en y con una e da do dos das di il
и в во на о об от до из за по при к у с со для без над под между через что как это не или его их а но
vol vols volume volumes no nos nr num number issue pp p pg page pages ed eds edn edition editor editors edited comp
trans transl translated translator tr rev revised expanded updated enlarged repr reprint reprinted first second third
fourth fifth sixth seventh eighth ninth tenth ch chap chapter sec section art article para pt part ser series
supplement suppl
accessed retrieved available viewed cited visited online internet url uri doi isbn issn arxiv last modified updated
published posted filmed presented delivered adopted signed entered force dated forthcoming press print electronic
bd jg heft h hrsg herausgegeben aufl auflage band ausgabe seite abgerufen verfügbar unter stand zuletzt
übersetzt übers
dir sous direction éd numéro consulté disponible trad traduit tome coll núm edición consultado disponible
hg hgg herausgeber überarb überarbeitete aktual erw erweiterte verb durchges neuausgabe nachdruck beiheft jahrgang
masterarbeit bachelorarbeit diplomarbeit magisterarbeit masterthesis inaugural-dissertation unveröffentlichte
ders dies dieselbe siehe vgl zit zitiert hierzu dazu art sp seiten zugriff aufgerufen geprüft letzter gutachten
gesetz verordnung vom schriften beiträge studien reihe schriftenreihe veröffentlichungen festschrift roman ansprache
nº coord coords coordinado coordinadora comps compilador editado traducción traducido traductor reimp edition prólogo
introducción pág págs cap año línea recuperado consulta consultada acceso citado fecha colección serie biblioteca
trabajo máster grado maestría licenciatura tesina inédita memoria véase ver vid cfr vv aa otros otras nota prensa
comunicado informe documento documentos ley decreto real orgánica boletín s.f ss
dirs éds coll mémoire voir notamment sq thèses rapport consultée ligne adresse presse loi décret autres
т том тт вып выпуск ч часть ст статья с стр изд ред сост пер перераб доп испр отв общ науч редакцией редакция
издание кн книга гл глава ил прил дата обращения режим доступа электронный ресурс текст сайт официальный
материалы сборник сб тр труды собрание сочинений интервью беседа подписано утв утверждён принят вступ
载 见 参见 第 期 卷 页 版 年 月 日 年第 年版 编 主编 著 译 等 等译 等著 校 号 日第 月号 访问日期 访问时间
检索日期 下载 上 下 转引自
see also cf quoted e.g i.e eg ie ibid ibidem op cit supra note hereinafter example instance further
n.d nd s.l s.n c circa ca approx
host director producer speaker moderator interviewer interviewed conducted interview speech address remarks lecture
statement announcement communiqué declaration transcript testimony keynote talk letter memo memorandum
paper papers working discussion policy brief briefing report technical research occasional staff background white
thesis dissertation diss phd ph.d dphil mphil msc ma master's masters doctoral habilitation bachelor's unpublished
dissertationen habilitationsschrift magisterarbeit thèse doctorat tesis doctoral
manuscript preprint draft dataset data set software computer program version code video audio podcast episode film
documentary season blog weblog post tweet map photograph slides presentation poster patent brochure fact sheet
factsheet
release news pressemitteilung rede communiqué
дис дисс канд д-ра докт наук экон техн ист филос юрид полит мед биол автореф диссертация препринт доклад отчёт отчет
пресс-релиз заявление выступление речь закон указ постановление приказ федеральный федерации кодекс распоряжение
конституция монография учебник учеб пособие учебное справочник словарь ред.
act law statute code regulation directive decree resolution treaty convention protocol agreement charter constitution
bill order judgment judgement case pub stat cong rep reg doc cm cmnd par eu ec eec ecr un unts oj ecli lj rev
proc proceedings conference conf symposium workshop congress meeting summit forum colloquium seminar session lectures
abstract abstracts advances transactions trans lecture notes
jr sr ii iii iv
j m d c n r p s eb/ol j/ol m/ol n/ol db/ol cp/ol eb/cd ds/ol r/ol c/ol d/ol z/ol g/ol db cd ol
january february march april may june july august september october november december
"""

_MONTHS: Final = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
января февраля марта апреля мая июня июля августа сентября октября ноября декабря январь февраль март апрель май июнь
июль август сентябрь октябрь ноябрь декабрь янв фев апр июн июл авг сен сент окт нояб дек
januar februar märz mai juni juli oktober dezember jänner okt dez
janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr juil déc
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio settembre ottobre dicembre janeiro fevereiro março maio junho
julho setembro outubro
"""
_SEASONS: Final = (
    "spring summer autumn fall winter весна лето осень зима frühjahr sommer herbst printemps été hiver 春 夏 秋 冬"
)
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"

_FIRST_NAMES: Final = """
aaron abdul abdullah abigail abraham adam adrian ahmed aiko aisha akira alan albert alberto alejandro alessandro alex
alexander alexandra alexandre alexei alexey alexis alfred ali alice alicia alina alison allan allen alison
amanda amelia
amir amit amy ana anastasia anders andré andre andrea andreas andrei andrés andrew andrey angela angelo anita ann anna
anne annette anthony anton antoine antonio anwar arash archie ari ariel arjun arnold arthur arun arvind asha
ashley astrid
audrey axel barbara barry beatrice beatriz ben benedict benjamin bernard bernd bernhard beth betty bill björn
bob boris brad
bradley brandon brenda brendan brent brian bridget bruce bruno bryan camille carl carla carlo carlos carmen
carol carole
caroline catherine cathy cecilia charles charlotte chloe chris christian christina christine christoph christophe
christopher cindy claire clara clare claude claudia clive colin connor craig cristina curtis cynthia daisuke
dale damian
dan dana daniel daniela daniele darren dave david dean deborah denis dennis derek diana diane diego dieter dirk
dmitri dmitry
dominic dominique don donald donna doris dorothy doug douglas duncan dylan edith eduardo edgar edward edwin
eileen elaine
elena eleanor eli elias elisa elisabeth elizabeth ella ellen elliot emil emilia emily emma emmanuel enrico
enrique eric
erica erik erika erin ernest ernst esther ethan eugene eva evan evelyn evgeny fabian fatima federico felipe
felix fernando
finn fiona florence florian frances francesca francesco francis francisco franck françois frank franz fred frederick
frédéric friedrich fritz gabriel gabriela gabriele gareth gary gavin geoff geoffrey georg george georges gerald
gerard gerhard
gianni gilbert giovanni giulia giuseppe glen glenn gloria gordon grace graham greg gregory greta guido guillaume
gunnar
günter gustavo guy hamid hannah hans harold harriet harry harvey hassan heather hector heidi heinrich heinz
helen helena
helene helga helmut henri henrik henry herbert hermann hilary hiroshi holly horst howard hubert hugh hugo
hussein ian ibrahim
ignacio igor ilya indira ines ingrid irene irina isaac isabel isabelle ivan jack jacob jacqueline jacques jaime jake
jakob james jamie jan jane janet janice jared jason javier jay jean jeff jeffrey jennifer jens jeremy jerome
jesse jessica
jill jim jimmy joachim joan joanna joanne joe joel johan johann johannes john jon jonas jonathan jordan jorge
josé jose
josef joseph joshua joy joyce juan judith judy juha jukka julia julian julie julien jürgen justin kai karen karin karl
karsten kate katharina katherine kathleen kathryn katie kay keith kelly ken kenneth kenji kerstin kevin khalid
kim kirsten
klaus konstantin kristen kristin kumar kurt kyle lars laura lauren laurence laurent lawrence leah lee leif leila
lena leo
leon leonard leonardo leonid leslie lewis liam lidia lilian lily linda lisa lloyd lorenzo louis louise luc luca lucas
lucia lucy luigi luis luisa lukas luke lydia lynn maarten madeleine magnus mahmoud malcolm manfred manuel marc marcel
marcia marco marcos marcus margaret margarita maria maría marianne marie marina mario marion marit mark markus martha
martin martina mary masahiro mathias mathieu matt matteo matthew matthias maureen maurice max maxim maya megan mehmet
mehdi melanie melissa michael michaela michel michele michelle miguel mikael mike mikhail milan milena mirjam mohamed
mohammad mohammed moira molly monica monika morgan moritz muhammad murray nadia nancy naomi natalia natalie
natasha nathan
neil nicholas nick nicola nicolas nicole niels nigel nikita nikolai nikolaus nils nina noah noam nora norbert
norman nuno
olaf oleg olga oliver olivia olivier omar oscar oskar otto pablo pamela paola paolo pascal pat patricia patrick
paul paula
paulo pavel pedro peggy per peter petra phil philip philipp philippe phillip phoebe pia pierre piotr priya
rachel rafael
raj rajesh ralf ralph ramesh ramon randy raphael raúl ravi ray raymond rebecca regina reinhard renata rené
ricardo richard
rick rob robert roberta roberto robin rodrigo roger roland rolf roman ron ronald rosa rosemary ross roy rudolf
rupert ruslan
russell ruth ryan sabine sally salman sam samantha samir samuel sandra sanjay sara sarah satoshi saul scott sean
sebastian
serena serge sergei sergey sergio seth shane shannon sharon shaun sheila shirley sidney silvia simon simone
sofia sonia
sophia sophie stacy stanley stefan stefanie stefano stella stephan stephanie stephen steve steven stewart stuart sue
sunil susan susanna susanne suzanne sven svetlana sylvia takashi tamara tania tanya tara tariq tatiana ted
teresa terry
theodore theresa thierry thomas tim timothy tina tobias toby todd tom tomás tomas tommy toni tony torsten tracy trevor
tristan ulrich ulrike umar uri ursula uwe valentina valerie vanessa vera veronica vicki victor victoria vijay
viktor vikram
vincent virginia vitaly vivian vladimir volker walter wanda wayne wendy werner wilhelm will willem william
wolfgang xavier
yan yasmin yusuf yves yuri yuki yulia zachary zoe zoltan
gudrun wiebke holger annegret rainer ludwig klara regula urs beat alois detlef svenja eckhard birgit gerda xaver
elfriede sigrid ilse kathrin annelore jörg götz rüdiger ulf uta marlies hartmut egon ottmar theresia burkhard katja
juan carmen javier mercedes gonzalo nuria rubén yolanda hernán ximena emilio blanca nicolás graciela mauricio josefina
álvaro estela joaquín montserrat iker ainhoa césar inés lucía rosario amparo consuelo adela esteban héctor julián óscar
saúl fermín omar leticia ramón ángel raúl gabriel agustín ernesto arturo alfonso gerardo rocío soledad dolores
jean-luc hélène anne-laure mathilde gérard odile benoît céline hervé aurélie sylvie loïc étienne rémi françoise arnaud
véronique cédric fanny solange élise agathe hugues yannick corinne thibault luce maxime
александр алексей анатолий андрей анна антон артём борис вадим валентин валентина валерий василий вера виктор виталий
владимир владислав вячеслав галина георгий григорий дарья денис дмитрий евгений евгения екатерина елена иван
игорь илья
ирина кирилл константин ксения леонид людмила максим марина мария михаил надежда наталья никита николай оксана
олег ольга
павел пётр петр роман руслан светлана семён сергей станислав степан татьяна тимур фёдор юлия юрий яна ярослав
"""
_PARTICLES: Final = "van von der den de del della di da du dos das ter ten bin ibn ben al el la le zu af av"

_CITIES: Final = """
london york paris berlin munich münchen frankfurt hamburg cologne köln leipzig stuttgart dresden vienna wien
zürich zurich
geneva basel bern rome milan milano turin florence venice naples madrid barcelona lisbon porto amsterdam
rotterdam hague leiden
utrecht brussels antwerp copenhagen stockholm oslo helsinki dublin edinburgh glasgow manchester liverpool birmingham
bristol leeds cardiff belfast warsaw krakow prague budapest bucharest sofia athens istanbul ankara moscow
petersburg kyiv
kiev minsk riga vilnius tallinn tbilisi yerevan baku almaty astana tashkent bishkek dushanbe ulaanbaatar beijing
peking
shanghai guangzhou shenzhen wuhan nanjing hangzhou chengdu chongqing xi'an tianjin harbin dalian qingdao taipei tokyo
osaka kyoto seoul busan hanoi bangkok jakarta manila singapore delhi mumbai bombay calcutta kolkata chennai bangalore
karachi lahore islamabad dhaka colombo kathmandu kabul tehran baghdad riyadh dubai doha beirut damascus
jerusalem cairo
alexandria tunis algiers rabat casablanca lagos abuja accra nairobi kampala addis ababa johannesburg pretoria
durban luanda
kinshasa dakar sydney melbourne canberra brisbane perth adelaide auckland wellington toronto montreal ottawa vancouver
washington boston cambridge chicago philadelphia princeton haven stanford berkeley angeles francisco diego
seattle portland
denver houston dallas austin atlanta miami orleans detroit baltimore pittsburgh cleveland minneapolis ithaca
oxford norwich
monica bloomington lexington durham evanston thousand oaks newbury basingstoke cheltenham aldershot farnham
abingdon hoboken
lanham boulder norman reading brighton southampton heidelberg tübingen göttingen bonn bielefeld dordrecht
tunbridge
mexico bogotá bogota lima santiago caracas quito havana rio janeiro paulo brasília buenos aires montevideo davos
salzburg linz graz innsbruck luzern luzerne mainz darmstadt kassel marburg gießen würzburg bamberg regensburg passau
augsburg ulm konstanz karlsruhe mannheim saarbrücken trier koblenz düsseldorf essen dortmund bochum duisburg
oldenburg bremen
kiel lübeck flensburg rostock schwerin potsdam magdeburg halle jena weimar erfurt hannover braunschweig wiesbaden
münster paderborn husum opladen weinheim chur winterthur freiburg nürnberg bremerhaven
sevilla zaragoza málaga bilbao granada salamanca valladolid pamplona sebastián donostia vitoria santander oviedo gijón
compostela coruña vigo burgos logroño murcia cartagena alicante almería córdoba cádiz huelva jaén badajoz cáceres
mérida toledo cuenca girona lleida tarragona palma rosario mendoza tucumán méxico guadalajara monterrey puebla xalapa
oaxaca medellín cali barranquilla cusco arequipa guayaquil cochabamba valparaíso concepción temuco asunción maracaibo
managua tegucigalpa guatemala panamá habana valència
lyon marseille toulouse bordeaux lille nantes rennes strasbourg montpellier grenoble aix-en-provence arles dijon
besançon nancy metz reims rouen caen brest quimper tours poitiers limoges perpignan amiens genève lausanne fribourg
neuchâtel bruxelles louvain-la-neuve liège montréal québec saint-denis
москва м спб санкт-петербург петербург ленинград л новосибирск екатеринбург казань владивосток томск омск
иркутск хабаровск
ростов-на-дону воронеж краснодар самара саратов пермь уфа челябинск калининград нижний киев минск алматы астана
ташкент
北京 上海 广州 天津 武汉 南京 杭州 成都 重庆 西安 长沙 沈阳 长春 哈尔滨 济南 香港 台北 合肥 福州 昆明 南昌 郑州
大连 兰州 太原 石家庄 南宁 贵阳 厦门 深圳 苏州 东京
"""
_COUNTRIES: Final = """
usa us uk u.s u.k america britain england scotland wales ireland france germany italy spain portugal netherlands
belgium
switzerland austria poland czechia slovakia hungary romania bulgaria greece turkey russia ukraine belarus china japan
korea taiwan mongolia india pakistan bangladesh sri lanka nepal iran iraq syria lebanon israel palestine saudi arabia
egypt libya tunisia algeria morocco nigeria ghana kenya ethiopia sudan somalia uganda tanzania congo angola zambia
zimbabwe mozambique africa european europe eurasia asia asian african american british french german russian chinese
japanese indian soviet canadian australian canada australia zealand brazil argentina chile peru colombia venezuela
mexico cuba vietnam thailand indonesia malaysia philippines cambodia laos myanmar kazakhstan uzbekistan turkmenistan
kyrgyzstan tajikistan azerbaijan armenia georgia finland sweden norway denmark iceland estonia latvia lithuania
россии россия китая китай сша украины японии индии германии европы европа азии азия африки арктики ссср рф кнр
ma mass ca calif ny nj dc d.c conn ct il ill pa md va nc tx
"""
_PUBLISHERS: Final = """
press publishers publisher publishing publications books verlag éditions editions edizioni editorial ediciones presses
routledge springer wiley elsevier sage palgrave macmillan blackwell mcgraw hill pearson penguin random
harpercollins harper
norton knopf vintage bloomsbury brill gruyter nomos suhrkamp campus gallimard seuil puf flammarion laterza elgar
edward ashgate
polity verso tauris rowman littlefield lynne rienner westview praeger greenwood addison wesley prentice hall mit
oup cup
macmillan heinemann faber simon schuster farrar straus giroux doubleday scribner basic beacon norton houghton
mifflin harcourt
anchor crown viking allen unwin methuen hurst zed pluto chatto windus hodder stoughton putnam's morrow kluwer
nijhoff hart
birkhäuser vieweg teubner oldenbourg beck fischer rowohlt piper reclam duncker humblot mohr siebeck vandenhoeck
ruprecht o'reilly
böhlau steiner kohlhammer ulmer hanser ullstein dva dtv insel aufbau klett-cotta klett kiepenheuer hogrefe thieme
beltz klinkhardt oekom schäffer-poeschel utb narr waxmann transcript wallstein wagenbach mandelbaum promedia haupt
chronos olms harrassowitz dietz beuth kösel herder aschendorff schöningh metropol selbstverlag edition
alianza siglo anagrama tusquets crítica ariel paidós taurus tecnos akal cátedra gredos trotta aranzadi civitas comares
catarata icaria bellaterra síntesis pirámide morata octaedro gedisa planeta debate grijalbo sudamericana eudeba biblos
losada emecé porrúa trillas lom abya-yala flacso clacso espasa espasa-calpe destino barral seix editores edicions
fayard grasset dunod dalloz lgdj l'harmattan karthala pur pug belin hachette larousse privat payot plon tallandier
autrement klincksieck droz quae lavoisier bruylant larcier
издательство изд-во издат издательский наука мысль прогресс просвещение политиздат юрайт юристъ инфра-м дрофа
эксмо аст
альпина роспэн владос academia питер проспект норма статут международные отношения издательский дом
"""
_JOURNAL_WORDS: Final = """
journal review reviews studies annals annual letters quarterly bulletin transactions archives archive acta
science sciences
zeitschrift archiv jahrbuch vierteljahrshefte revue cahiers annales revista rivista economia
affairs politics perspectives foreign international economics economic econometrica sociology psychology history
philosophy nature lancet physics chemistry biology medicine research theory survey horizons outlook record policy
j phys chem biol med am br int rev lett proc natl acad sci soc trans ann arch bull appl eng eur engl clin res
вестник журнал вопросы известия записки обозрение проблемы наука экономика политика исследования мэимо учёные ученые
"""
_ABBREVIATED: Final = """
abstr acad acoust adv aerosp agric agron algebr allerg anal anat anim anthropol aquac archaeol artif assoc astron
astronom astrophys atmos autom behav biochem bioeng bioinform biomed biophys biotechnol bot cardiol catal chromatogr
circ clim coast cogn commer commun comp comput conserv crit cryst crystallogr curr cytol demogr dent dermatol dev
digit dis dyn ecol educ electr electrochem electron endocrinol entomol environ epidemiol ergon ethn evol exp financ
gastroenterol genet genom geochem geogr geol geophys geosci gerontol gynecol hematol hepatol hist hortic hum hydrol
hyg immunol ind infect inf inorg insur intell interact invest jpn lang lat libr linguist logist macromol magn manag
manuf mar math mech mem metab metall meteorol microbiol mineral mol nanotechnol nat nav neurol neurosci neurosurg nucl
numer nurs nutr obes obstet oceanogr oncol ophthalmol opin opt ornithol orthop otolaryngol paediatr paleontol
parasitol pathol pediatr perspect petrol pharm pharmacol philos photon physiol polit pollut polym popul postgrad pract
prev prod prog psychiatr psychol qual quant quart radiol rehabil reliab reprod resour respir rheumatol sch secur semin
sens sociol softw spectrosc statist struct stud surg surv sust symp syst technol telecommun ther thermodyn thorac
toxicol transp trop tuberc ultrason univ urol vasc vet virol vis zool z ztschr
"""
_MEDIA_WORDS: Final = """
times post news herald tribune gazette daily weekly guardian telegraph observer independent sun mirror mail
standard globe
chronicle inquirer examiner star dispatch courier journal reuters bbc cnn ap afp bloomberg npr cnbc nbc abc cbs
fox pbs itv sky
associated tass ria interfax xinhua kyodo yonhap dpa ani pti anadolu jazeera arabiya dw rt sputnik meduza novosti
economist forbes fortune time newsweek atlantic yorker wired spiegel zeit süddeutsche zeitung allgemeine
frankfurter neue
zürcher handelsblatt tagesspiegel monde figaro libération croix échos país mundo vanguardia corriere sera
repubblica stampa
nikkei asahi yomiuri mainichi shimbun morning monitor politico axios vox slate salon substack medium
youtube vimeo
wikipedia britannica twitter facebook linkedin huffington guardian mail gazeta pravda izvestia kommersant vedomosti ft
nyt wsj scmp afr magazine online tv radio channel network wire insider today watch blog
taz faz sz nzz stern focus profil freitag kurier abendblatt rundschau merkur anzeiger nachrichten tageblatt wochenblatt
tagesschau deutschlandfunk ndr wdr swr mdr orf srf n-tv tages-anzeiger stadt-anzeiger rheinische weser-kurier
periódico razón correo heraldo voz faro norte verdad expansión cinco economista confidencial español público marca
clarín nación página infobae jornada milenio excélsior espectador comercio universo mercurio tercera observador
nacional granma efe europa ser rtve diario periodico eldiario.es gaceta
parisien l'humanité ouest-france dépêche télégramme provence midi l'express l'obs marianne télérama l'équipe mediapart
rfi france info temps soir devoir
ведомости коммерсант коммерсантъ известия правда газета российская независимая новая рбк тасс риа новости интерфакс
лента лента.ру lenta.ru газета.ru аргументы факты комсомольская московский комсомолец эксперт огонёк огонек труд
красная
звезда фонтанка медуза новости взгляд регнум россия
人民日报 光明日报 新华社 新华网 人民网 环球时报 解放日报 经济日报 中国日报 文汇报 南方周末 第一财经日报 澎湃新闻
中国新闻网 中新网 央视网
人民日報 新浪网 搜狐网 网易 财新网 观察者网 科技日报 工人日报 中国青年报 北京日报 新京报 中国经济网 凤凰网
"""
_ORG_WORDS: Final = """
university college school institute institution centre center council ministry department agency bank office
commission
committee organization organisation association foundation society group corporation company board bureau authority
service academy laboratory observatory museum library federation union league alliance network programme program fund
secretariat parliament congress senate assembly court embassy government kremlin house directorate administration
inc ltd llc plc gmbh co corp team initiative task force nations national federal royal state world global
imf oecd nato who unesco unicef undp unctad fao ilo wto iea iaea nasa esa cern ieee acm rand csis nber cepr iiss sipri
brookings carnegie chatham hudson heritage cato wilson endowment observatory club
universität institut ministerium bundesministerium stiftung gesellschaft bundesamt bundestag bundesregierung amt
université ministère
univ hochschule fachhochschule bundesanstalt landesamt bundesverband verband zentralverband kammer umweltbundesamt
agentur presse-agentur landkreis behörde verein deutscher deutsche statistisches robert-koch-institut koch-institut
organización asociación confederación federación cámara ayuntamiento diputación junta gobierno consejo consejería
secretaría dirección autoridad observatorio academia defensoría naciones agencia cooperativa colegio sociedad
universitat pontificia autónoma complutense politécnica cepal ine ops inegi
agence fédération chambre haute autorité santé cour commission office syndicat insee inrae société sciences
université école centre conseil universidad ministerio instituto fundación banco comisión
университет университета ун-т ун-та институт института ин-т ин-та академия академии ран министерство
министерства мид совет
центр центра комитет комитета агентство служба росстат минфин банк банка фонд фонда общество союз комиссия
правительство правительства президент президента госдума дума кремль роскосмос ведомство департамент пресс-служба
"""
_ROLES: Final = """
president minister secretary director chairman spokesperson spokesman professor dr prof mr mrs ms sir lord
senator governor
ambassador general chancellor prime председатель министр директор генеральный секретарь
"""
_NUMBER_WORDS: Final = (
    "один два три first-ever one two three four five six seven eight nine ten hundred thousand million billion trillion"
)


def _classes() -> dict[str, str]:
    """Each word's type; of two classes the later list wins, a cue always."""
    types: dict[str, str] = {}
    for name, words in (
        ("Nfirst", _FIRST_NAMES),
        ("Lcity", _CITIES),
        ("Lland", _COUNTRIES),
        ("Qnum", _NUMBER_WORDS),
        ("Ppub", _PUBLISHERS),
        ("Oorg", _ORG_WORDS),
        ("Jcut", _ABBREVIATED),
        ("Jjour", _JOURNAL_WORDS),
        ("Kmedia", _MEDIA_WORDS),
        ("Rrole", _ROLES),
        ("Xpart", _PARTICLES),
        ("Dweek", _WEEKDAYS),
        ("Dseason", _SEASONS),
        ("Dmonth", _MONTHS),
    ):
        for word in words.split():
            types[word] = name
    for word in _CUES.split():
        own = types.get(word)
        # A cue keeps the class it has besides ("may", "de", "journal") in its name, so that both are learnt.
        types[word] = f"{word}/{own}" if own is not None and own[0] in "DXJKOP" else word
    for word in ("journal", "science", "international", "foreign", "press", "report", "university", "institute"):
        types[word] = f"{word}/{types[word]}"
    for word in _MONTHS.split():
        types[word] = "may/Dmonth" if word in {"may", "mar", "march"} else "Dmonth"
    return types


TYPES: Final = _classes()

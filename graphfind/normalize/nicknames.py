"""Given names and what their bearers are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_NAMES = """
abigail abby abbie gail
abraham abe bram
albert al bert bertie
alberto beto albert tito
aleksandra alexandra alex sandra sasha ola
aleksey alexey alexei aleksei alyosha lyosha
alexander alex alec sandy sasha xander alejandro alessandro aleksander alexandre
alfred alf fred alfie
alice ali elise
allan alan al
amanda mandy
andrea andy drea
andrew andy drew andreas andre andrzej andrei
angela angie
anna ann anne annie anita anya ania
anthony tony antonio anton antoine toni
antonella anto
antonia toni tonia
arthur art artie
augustine gus august augustus
barbara barb babs basia
benjamin ben benny benji
bernard bernie bernd bernhard
bonnie bonita
bradley brad
bridget biddy bridie
calvin cal
cameron cam
caroline carolyn carol carrie karoline caro
catherine cathy kate katie cat catalina cate katherine katharine katarzyna kathy kasia katja kathrin
cecilia cece cissy celia
charles charlie chuck carlos karl carl carlo
charlotte lotte charlie lottie
christian chris christiaan kristian
christine christina chris tina chrissy kristina kristin kirsten
christopher chris topher kit christoph christophe cristobal
clemens clement clem
clifford cliff
concepcion concha conchita
cornelius neil cor kees corneel
cynthia cindy
daniel dan danny dani
daniela dani danny danielle
david dave davey dawid
deborah deb debbie debra
dennis denny denis
diana di diane
dmitri dmitry dmitriy dima mitya
dolores lola lolita
dominic dom dominik nick dominique
donald don donnie
dorothy dot dottie dorothea doro thea
douglas doug
eberhard ebi
edmund ed eddie ned edmond
edward ed eddie ted ned eduardo edouard eduard
edwin ed eddie
eleanor ellie nora nell elena leonor
elizabeth liz beth betsy eliza lizzie elisabeth elsa lisa libby betty isabel elise lisbeth ella
emanuel manu manuel manny emmanuel
emily em emmy emilia
enrico rico
eoin owen john ian
ernest ernie ernst ernesto
eugene gene evgeny zhenya
evelyn eve evie
fernando nando ferdinand ferdi
florence flo florentine
frances fran francesca franziska franzi francoise
francis frank francisco paco franz francesco francois frans pancho fran
frederick fred freddy friedrich fritz frederik frederic federico
gabriel gabe gabi
gabriele gabi gabriela gaby gabrielle
geoffrey geoff jeff jeffrey
george georg jorge jurgen jerzy georgios giorgio yuri
gerald gerry jerry gerard gerhard gerd
gregory greg gregor grzegorz grigory
guadalupe lupe lupita
guillermo memo guille william
gwendolyn gwen
harold harry hal harald
heinrich heinz heiner henry
helen nell helena helene lena leni
henry hank harry hal henri henrik enrique
herbert herb bert
hubert bert hugh
ignacio nacho ignatius ignaz
irina ira
isabella bella izzy isabel isa isabelle
jacob jake jakob kuba jakub jacques giacomo
jacqueline jackie jacky
james jim jimmy jamie jaime jay
jane janey janie jenny
janet jan
janice jan
jaroslaw jarek jaroslav
jennifer jen jenny jenn
jeremy jerry jeremiah jeremias
jessica jess jessie
jesus chuy chucho
joanna jo joan johanna joanne asia hanna
john jack johnny jon jan juan johann hans johannes jean giovanni ivan ian joao hannes
jonathan jon jonny johnathan jonatan nathan
jose pepe joseph
josefina pepa josephine josie fina
joseph joe joey josef jo giuseppe beppe jozef sepp
joshua josh
judith judy jutta
julia julie jules giulia
katharina kathi katja kat katrin
kazimierz kazik casimir
kenneth ken kenny
kimberly kim
krzysztof krzys chris
laura laurie lori
lawrence larry laurence lars lorenz lorenzo laurent
leonard leo len lenny leonardo leonhard leon
leslaw leszek
leslie les
louis lou louie luis ludwig luigi lodewijk
lucas luke luca lukas luc
lucy lucia lucie luz
lyudmila lyuda mila ludmila
magdalena lena magda maggie madeleine leni
malcolm mal
manuela manu manoli
margaret maggie meg peggy marge greta margarete gretel margot rita margarita malgorzata gosia
maria mary marie mia mimi mariya maja maryam
mark marc marcus markus marco marek
martha marta patty
martin marty martijn
martina tina
matthew matt matty matthias mateo matteo mateusz mathieu matthijs
maximilian max maxim maksym maxime
melanie mel
melissa mel missy
mercedes merche meche
michael mike mick mickey michel miguel michal mikhail misha micha mihai michele mikael michiel
michelle shelly mich
milton milt
mitchell mitch
mohammed mohamed muhammad mohammad mo md mehmet mohamad
nadezhda nadia nadya
nancy nan
natalie nat natalia natasha nathalie
nathaniel nate nat nathan
nicholas nick nicky nico nicolas nikolaus klaus niklas nikolai niccolo mikolaj
nicole nicky nikki
norman norm
oleksandr olexandr sasha aleksandr alexander
oliver ollie olivier
olivia liv livvy
padraig patrick paddy
pamela pam
patricia pat patty tricia trish patrizia
patrick pat paddy patricio patryk
paul pablo paolo pawel pavel paulo
pavlo paul pavel
peter pete pedro piotr pierre pieter petr pjotr piet
philip phil pip philipp philippe felipe filip
pilar pili
rachel rach raquel
ralph rafe ralf raoul raul
raphael rafael rafa raffaele rafal raf
raymond ray ramon
rebecca becky becca bec
richard rick dick rich ricky richie ricardo ryszard riccardo
robert bob rob bobby robbie bert roberto rupert robin
roderick rod roddy rory
rodrigo rod
roger rog rogelio ruediger
roland rolly rollie orlando
ronald ron ronnie
rosario charo chayo
rosemary rose rosie romy
rudolf rudi rolf rodolfo
russell russ rusty
samantha sam sammy
samuel sam sammy
sandra sandy
santiago santi diego
sarah sally sara
sean john shaun shawn
sebastian seb basti bas sebastien bastian
sergio serge sergey sergei
shirley shirl
simon sy simone
sophia sophie sofia zofia
stanislaw stas staszek stan stanislav
stephanie steph steffi stefanie stephie
stephen steve steven stevie stefan steffen esteban stephane stefano szczepan
stuart stewart stu
susan sue susie suzy susanne susanna zuzanna suzanne
svetlana sveta lana
tadeusz tadek
tatiana tanya tania tatjana
terence terry terrance
teresa terry tess theresa therese resi
theodore ted theo teddy teodor
thomas tom tommy tomas tomasz tommaso thom
timothy tim timmy timo
tobias toby tobi
ursula uschi ulla
valentin val valentino
valerie val valeria
vasily vasya vasyl basil
veronica ronnie vera roni veronika weronika
victor vic viktor vittorio
victoria vicky tori viki viktoria
vincent vince vinny vincenz vicente vincenzo
virginia ginny
vladimir vova volodya vlad volodymyr
vyacheslav slava
walter walt wally wouter
wenceslas vaclav vasek
wilhelm willi willy helmut
william will bill billy liam willem wilhelm guillaume
wojciech wojtek
wolfgang wolf
xavier javier javi
yekaterina katya ekaterina kate
yevgeny evgeny zhenya eugene
yulia julia yuliya juliya
yury yuri yuriy jurij george
zachary zach zack
zbigniew zbyszek
"""
"""Each line is a name with its short and foreign forms."""


def _groups() -> Mapping[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(_NAMES.strip().splitlines()):
        for name in line.split():
            groups.setdefault(name, set()).add(number)
    return MappingProxyType({name: frozenset(numbers) for name, numbers in groups.items()})


NICKNAMES = _groups()
"""Each form of a given name → the numbers of the names it may stand for; forms that share one fit each other."""

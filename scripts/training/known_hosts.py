"""Names of hosts that many people know: training is given them as harmless.

Among them are those that sound like traps, as sites about games and their gifts do.
"""

_WRITTEN = """
    wikipedia.org github.com gitlab.com bitbucket.org python.org pypi.org djangoproject.com
    readthedocs.io npmjs.com nodejs.org rust-lang.org crates.io golang.org kotlinlang.org
    swift.org ruby-lang.org rubyonrails.org php.net symfony.com laravel.com postgresql.org
    sqlite.org mariadb.org redis.io mongodb.com elastic.co grafana.com prometheus.io
    kubernetes.io docker.com debian.org ubuntu.com fedoraproject.org archlinux.org gentoo.org
    opensuse.org freebsd.org kernel.org gnu.org apache.org mozilla.org firefox.com blender.org
    gimp.org inkscape.org krita.org godotengine.org unity.com unrealengine.com libreoffice.org
    openstreetmap.org qgis.org jupyter.org numpy.org scipy.org pandas.pydata.org
    scikit-learn.org pytorch.org tensorflow.org huggingface.co kaggle.com arxiv.org
    stackoverflow.com stackexchange.com superuser.com serverfault.com askubuntu.com codepen.io
    jsfiddle.net replit.com glitch.com vercel.com netlify.com heroku.com digitalocean.com
    linode.com hetzner.com ovh.com cloudflare.com fastly.com aws.amazon.com azure.microsoft.com
    cloud.google.com
    bbc.co.uk theguardian.com nytimes.com washingtonpost.com reuters.com apnews.com
    economist.com ft.com bloomberg.com wsj.com cnn.com npr.org pbs.org aljazeera.com dw.com
    lemonde.fr lefigaro.fr liberation.fr elpais.com elmundo.es lavanguardia.com ara.cat
    vilaweb.cat corriere.it repubblica.it lastampa.it ilpost.it spiegel.de zeit.de faz.net
    sueddeutsche.de tagesschau.de nzz.ch derstandard.at vnexpress.net tuoitre.vn thanhnien.vn
    dantri.com.vn nhk.or.jp asahi.com scmp.com thehindu.com timesofindia.indiatimes.com
    hindustantimes.com abc.net.au smh.com.au stuff.co.nz cbc.ca theglobeandmail.com thestar.com
    globo.com folha.uol.com.br clarin.com lanacion.com.ar
    harvard.edu mit.edu stanford.edu berkeley.edu caltech.edu princeton.edu yale.edu
    columbia.edu cornell.edu umich.edu gatech.edu cmu.edu ox.ac.uk cam.ac.uk imperial.ac.uk
    ucl.ac.uk ed.ac.uk manchester.ac.uk ethz.ch epfl.ch tum.de lmu.de uni-heidelberg.de
    fu-berlin.de sorbonne-universite.fr polytechnique.edu ub.edu upc.edu uab.cat upf.edu
    uniroma1.it unibo.it polimi.it unipd.it kth.se lu.se uu.se ku.dk dtu.dk uio.no ntnu.no
    helsinki.fi aalto.fi tudelft.nl uva.nl leidenuniv.nl kuleuven.be ugent.be utoronto.ca
    mcgill.ca ubc.ca anu.edu.au unimelb.edu.au sydney.edu.au u-tokyo.ac.jp kyoto-u.ac.jp
    nus.edu.sg tsinghua.edu.cn pku.edu.cn snu.ac.kr hust.edu.vn vnu.edu.vn iitb.ac.in usp.br
    unam.mx uba.ar
    google.com youtube.com facebook.com instagram.com whatsapp.com twitter.com x.com tiktok.com
    reddit.com linkedin.com pinterest.com tumblr.com snapchat.com telegram.org t.me signal.org
    slack.com zoom.us skype.com teams.microsoft.com twitch.tv kick.com vimeo.com dailymotion.com
    soundcloud.com spotify.com bandcamp.com last.fm deezer.com netflix.com hulu.com
    disneyplus.com primevideo.com hbomax.com crunchyroll.com imdb.com rottentomatoes.com
    letterboxd.com goodreads.com librarything.com archive.org gutenberg.org
    amazon.com amazon.de ebay.com etsy.com aliexpress.com walmart.com target.com bestbuy.com
    costco.com ikea.com zalando.de otto.de mediamarkt.de fnac.com carrefour.fr decathlon.com
    adidas.com nike.com puma.com hm.com zara.com uniqlo.com levi.com lego.com apple.com
    samsung.com sony.com lg.com dell.com hp.com lenovo.com asus.com acer.com msi.com nvidia.com
    amd.com intel.com logitech.com razer.com corsair.com
    epicgames.com gog.com itch.io humblebundle.com ubisoft.com ea.com rockstargames.com
    blizzard.com battle.net riotgames.com leagueoflegends.com playvalorant.com minecraft.net
    mojang.com nintendo.com playstation.com xbox.com bethesda.net paradoxplaza.com
    cdprojektred.com valvesoftware.com counter-strike.net dota2.com speedrun.com
    gamefaqs.gamespot.com ign.com polygon.com kotaku.com eurogamer.net pcgamer.com
    rockpapershotgun.com liquipedia.net hltv.org faceit.com challonge.com start.gg op.gg u.gg
    curseforge.com modrinth.com nexusmods.com moddb.com spigotmc.org papermc.io
    planetminecraft.com boardgamegeek.com chess.com lichess.org dndbeyond.com roll20.net
    top.gg disboard.org mee6.xyz dyno.gg carl.gg discordpy.readthedocs.io tenor.com giphy.com
    imgur.com gfycat.com flickr.com deviantart.com artstation.com behance.net dribbble.com
    unsplash.com pexels.com pixabay.com canva.com figma.com notion.so trello.com asana.com
    airtable.com miro.com evernote.com dropbox.com box.com mega.nz wetransfer.com mediafire.com
    pastebin.com hastebin.com gist.github.com
    paypal.com stripe.com wise.com revolut.com n26.com ing.com bnpparibas.fr deutsche-bank.de
    sparkasse.de unicredit.it bbva.es caixabank.es hsbc.com barclays.co.uk chase.com
    bankofamerica.com wellsfargo.com visa.com mastercard.com coinbase.com binance.com kraken.com
    patreon.com ko-fi.com opencollective.com kickstarter.com indiegogo.com gofundme.com
    liberapay.com
    yandex.ru mail.ru vk.com ok.ru habr.com lenta.ru ria.ru rbc.ru kommersant.ru gazeta.ru
    ozon.ru wildberries.ru avito.ru sberbank.ru tinkoff.ru gosuslugi.ru msu.ru hse.ru spbu.ru
    2gis.ru kinopoisk.ru livejournal.com pikabu.ru drom.ru auto.ru championat.com sports.ru
    baidu.com qq.com taobao.com weibo.com bilibili.com naver.com daum.net rakuten.co.jp
    yahoo.co.jp nicovideo.jp pixiv.net zalo.me shopee.vn tiki.vn
    nasa.gov noaa.gov nih.gov cdc.gov who.int un.org unesco.org unicef.org europa.eu gov.uk
    service.gov.uk nhs.uk usa.gov irs.gov bund.de service-public.fr gencat.cat barcelona.cat
    governo.it agenziaentrate.gov.it redcross.org amnesty.org greenpeace.org wwf.org
    doctorswithoutborders.org eff.org fsf.org creativecommons.org wikimedia.org letsencrypt.org
    torproject.org matrix.org mastodon.social joinmastodon.org
    openai.com anthropic.com deepmind.com weather.com accuweather.com booking.com airbnb.com
    tripadvisor.com expedia.com skyscanner.net ryanair.com lufthansa.com klm.com
    britishairways.com bahn.de sncf-connect.com trenitalia.com renfe.com uber.com lyft.com
    bolt.eu deliveroo.co.uk justeat.com hellofresh.com allrecipes.com seriouseats.com
    bonappetit.com duolingo.com khanacademy.org coursera.org edx.org udemy.com codecademy.com
    freecodecamp.org leetcode.com hackerrank.com exercism.org projecteuler.net brilliant.org
    quizlet.com memrise.com w3schools.com w3.org ietf.org ieee.org acm.org nature.com
    science.org sciencedirect.com springer.com jstor.org plos.org elifesciences.org
    mayoclinic.org webmd.com healthline.com
    freshbooks.com giveawayoftheday.com freepik.com freesound.org free.fr freenet.de
    freelancer.com supportmagic.org teamviewer.com teamspeak.com nitropdf.com nitrocircus.com
    giftcards.com giftly.com tradingview.com traderjoes.com trademe.co.nz fairtrade.net
    steamboat.com steamgifts.com steamgriddb.com isthereanydeal.com backpack.tf skinport.com
    claimcompass.com eventbrite.com ticketmaster.com meetup.com lu.ma moderngames.dev
    appstore.com apps.apple.com play.google.com login.gov accounts.google.com verifymyage.com
    securityweek.com krebsonsecurity.com haveibeenpwned.com bonusbank.com.au premierleague.com
    officialcharts.com skinceuticals.com dropship.io airtable.net discoverboats.com discogs.com
    discovermagazine.com disco.ac discoverireland.ie steelseries.com steampunk.com
    steamworks.org robloxdev.com rob-allen.net rotblau.ch
    nim-lang.org haskell.org elixir-lang.org ocaml.org julialang.org scala-lang.org clojure.org
    perl.org lua.org ziglang.org cmake.org gradle.org maven.apache.org jenkins.io travis-ci.com
    circleci.com sentry.io datadoghq.com newrelic.com terraform.io ansible.com hashicorp.com
    vagrantup.com virtualbox.org vmware.com proxmox.com nextcloud.com owncloud.com syncthing.net
    jellyfin.org plex.tv kodi.tv videolan.org obsproject.com audacityteam.org ardour.org
    musescore.org lilypond.org freecad.org openscad.org prusa3d.com thingiverse.com
    printables.com arduino.cc raspberrypi.com adafruit.com sparkfun.com hackaday.com hackster.io
    instructables.com
    telegraph.co.uk independent.co.uk dailymail.co.uk mirror.co.uk thetimes.co.uk irishtimes.com
    rte.ie scotsman.com latimes.com chicagotribune.com usatoday.com politico.com theatlantic.com
    newyorker.com vox.com slate.com wired.com arstechnica.com theverge.com engadget.com
    techcrunch.com zdnet.com cnet.com gizmodo.com lwn.net phoronix.com slashdot.org heise.de
    golem.de welt.de bild.de stern.de focus.de taz.de ouest-france.fr 20minutes.fr
    elperiodico.com eldiario.es elpuntavui.cat naciodigital.cat ansa.it ilsole24ore.com
    tuttosport.com gazzetta.it marca.com as.com mundodeportivo.com sport.es lequipe.fr kicker.de
    brown.edu dartmouth.edu upenn.edu duke.edu northwestern.edu uchicago.edu nyu.edu ucla.edu
    ucsd.edu washington.edu wisc.edu illinois.edu purdue.edu utexas.edu rice.edu kcl.ac.uk
    lse.ac.uk bristol.ac.uk warwick.ac.uk leeds.ac.uk gla.ac.uk st-andrews.ac.uk uni-muenchen.de
    kit.edu rwth-aachen.de hu-berlin.de uni-goettingen.de tu-dresden.de uzh.ch unige.ch
    univie.ac.at tuwien.ac.at ens.fr sciencespo.fr uc3m.es ucm.es us.es udg.edu uvic.cat
    unito.it unimi.it unipi.it sapienza.it pw.edu.pl uj.edu.pl cuni.cz elte.hu unsw.edu.au
    monash.edu auckland.ac.nz
    bosch.com siemens.com basf.com bayer.com bmw.com mercedes-benz.com volkswagen.com audi.com
    porsche.com toyota.com honda.com ford.com gm.com tesla.com volvo.com renault.fr peugeot.fr
    fiat.com ferrari.com boeing.com airbus.com shell.com bp.com nestle.com danone.com
    unilever.com cocacola.com pepsi.com mcdonalds.com burgerking.com starbucks.com kfc.com
    dominos.com subway.com wholefoods.com tesco.com sainsburys.co.uk aldi.com lidl.de rewe.de
    edeka.de mercadona.es coop.ch migros.ch fedex.com ups.com dhl.com usps.com royalmail.com
    correos.es posteitaliane.it laposte.fr
    gamespot.com gamesradar.com gamesindustry.biz pcgamesn.com dexerto.com dotesports.com
    esportsinsider.com escapistmagazine.com destructoid.com giantbomb.com howlongtobeat.com
    metacritic.com opencritic.com backloggd.com grinding.gg fextralife.com wowhead.com
    icy-veins.com fandom.com gamepedia.com mobafire.com dotabuff.com opendota.com csstats.gg
    leetify.com tracker.gg overbuff.com pokemon.com pokemonshowdown.com serebii.net
    bulbagarden.net smashbros.com tetr.io osu.ppy.sh geoguessr.com neopets.com runescape.com
    oldschool.runescape.wiki warframe.com pathofexile.com eveonline.com finalfantasyxiv.com
    guildwars2.com worldofwarcraft.com hearthstone.com fallguys.com amongus.com innersloth.com
    terraria.org stardewvalley.net factorio.com rimworldgame.com kerbalspaceprogram.com
    beamng.com assettocorsa.it iracing.com fumbbl.com twitchtracker.com streamlabs.com
    streamelements.com nightbot.tv moobot.tv betterttv.com frankerfacez.com teamfortress.com
    freecycle.org freeradius.org freedesktop.org freenode.net freerice.com giftedandtalented.com
    wintergatan.net trademark.com traderoots.org marketwatch.com supportbee.com premium-times.ng
    eventful.com claimsjournal.com discourse.org discmakers.com discountmugs.com
    steamtrains.co.uk steamcleaner.de nitrogen.org robloxian.net roblin.ca communitygarden.org
    verifone.com loginradius.com appetite.org bonusly.com dropboxforum.com officialpayments.com
    hypebeast.com boosterclub.org
"""
NAMES = tuple(_WRITTEN.split())

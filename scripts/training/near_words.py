"""Ordinary words that are a letter or two away from rude ones: training takes them as fine."""

_WRITTEN = """
    shot shots shoot shoots shut shuts sheet sheets shift shirt shirts short shorts ship shin
    shed shelf shell sift skit slit slid slate shake shade share suit suite site sight duck
    ducks dock docks deck desk dice dial disk dish pick picks kick tick ticks sick lick licks
    brick bricks trick click quick stick wick luck lucky buck bucks muck tuck tucked truck
    trucks stuck struck suction puck funk fund function folk folks fork forks flock frock flick
    focus fuchsia beach beaches bench birch batch batches botch botched bunch branch breach
    butch pitch ditch hitch itch itchy witch witches switch stitch twitch glitch kitchen count
    country counter court cunning punt bunt hunt hunts blunt stunt aunt runt grunt cook cooks
    crock crocks clock clocks rock rocks sock socks lock locks mock knock stock coca cocoa
    assign assay ash ashes aside essay asset bass brass class glass grass mass pass sass lass
    push pushy pushed plush posse poise purse puzzle pulse puffy whose whole where horse hose
    hoe hope shore chore store adore who're wore slug slot slots slant salut slum slump salute
    tilt title titles tight tights tint tin tip attitude flag flags fog frog fig figs snag drag
    rag bag gag tag zigzag bigger trigger rigger digger jigger nagger niggle nugget night negate
    neglect ginger tiger bank banks wink winks tank thank rank rink drink blank flank come comes
    cup cups cam game gum gums hum sum drum line column brain train grain raven craven apron
    star corn horn born pork port porch portion crab cramp craft crop crepe scrap scrape pill
    pills pin pins pine pence pencil pennies penny pens panic pants rope ripe reap ramp tape
    cape grape grapes drapes shape shaped set sets six education sax seal sect sew exit text
    taxes bust burst bash blast list rust dust trust retire retail detail return retrace regard
    retort start smart chart dark pike duke like dame dam damp lamp hall hull hill bell tell
    yell hello well help held heal link chin think clink chunk spike spoke spark speak speck
    spice kite kits bike mike coin coins loon moon noon raccoon sheep creek crew threw jew jewel
    jewels dew few view analysis analyst canal annual anvil manual banal signal raptor rapid
    rapt trap strap wrap wrapper paper taper suckle succeed success suctions soccer sicker
    socket
"""
WORDS = tuple(_WRITTEN.split())

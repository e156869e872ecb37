// Reads "id start zone rule" lines behind a calendar's time zones, prints "id wall wall …" lines.
const ICAL = require('ical.js');
const [zones, ...lines] = require('fs').readFileSync(0, 'utf8').split('\n---\n')
  .flatMap((part, number) => (number ? part.split('\n').filter(Boolean) : [part]));
const known = {};
for (const one of new ICAL.Component(ICAL.parse(zones)).getAllSubcomponents('vtimezone')) {
  const zone = new ICAL.Timezone(one);
  known[zone.tzid] = zone;
}
for (const line of lines) {
  const [id, start, zone, rule] = line.split(' ');
  const first = ICAL.Time.fromDateTimeString(start);
  first.zone = known[zone];
  const walls = [];
  try {
    const iterator = ICAL.Recur.fromString(rule).iterator(first);
    for (let next; walls.length < 25 && (next = iterator.next());) {
      if (next.year > 2060) break;
      walls.push(next.toString().slice(0, 19));
    }
  } catch (error) {
    walls.splice(0, walls.length, `refused:${error.message.replaceAll(' ', '_')}`);
  }
  console.log([id, ...walls].join(' '));
}

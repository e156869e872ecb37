// Prints the instants that ical.js finds in the calendar on stdin: "uid instant" per line, UTC.
const ICAL = require('ical.js');
const input = require('fs').readFileSync(0, 'utf8');
const most = Number(process.argv[2]);
const calendar = new ICAL.Component(ICAL.parse(input));
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
const all = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
const exceptions = all.filter((one) => one.isRecurrenceException());
for (const event of all.filter((one) => !one.isRecurrenceException())) {
  for (const one of exceptions.filter((one) => one.uid === event.uid)) event.relateException(one);
  const iterator = event.iterator();
  for (let number = 0, next; number < most && (next = iterator.next()); number += 1) {
    const found = event.getOccurrenceDetails(next);
    const status = found.item.component.getFirstPropertyValue('status');
    if (status !== 'CANCELLED') {
      console.log(event.uid, found.startDate.toJSDate().toISOString());
    }
  }
}

// The control API of the sandbox: plain requests, and the stream of what one person sees.

export class Refused extends Error {
  constructor(message, status, code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export async function call(method, path, body) {
  const options = { method, headers: { Accept: "application/json" } };
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(`/_sandbox/${path}`, options);
  } catch {
    throw new Refused("The sandbox does not answer. Is it still running?", 0);
  }
  const text = await answer.text();
  let data = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    throw new Refused(`The sandbox answered with something that is not JSON (${answer.status}).`, answer.status);
  }
  if (!answer.ok) throw new Refused(data?.error ?? `The sandbox said no (${answer.status}).`, answer.status, data?.code);
  return data;
}

export const query = (values) => new URLSearchParams(
  Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
).toString();

// EventSource reconnects by itself unless the server refuses; then it is opened again after a pause.
export function listen(personId, { onEvent, onOpen, onLost }) {
  let source;
  let timer;
  let closed = false;
  const open = () => {
    source = new EventSource(`/_sandbox/stream?${query({ as: personId })}`);
    source.onopen = onOpen;
    source.onmessage = (message) => {
      const event = JSON.parse(message.data);
      onEvent(event.t, event.d ?? {});
    };
    source.onerror = () => {
      onLost();
      if (source.readyState === EventSource.CLOSED && !closed) timer = setTimeout(open, 1500);
    };
  };
  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    source.close();
  };
}

export function readAsBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(new Refused(`The file ${file.name} could not be read.`));
    reader.readAsDataURL(file);
  });
}

// A module that the service serves.
export async function load(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return import(`data:text/javascript,${encodeURIComponent(await answer.text())}`);
}

// The index of messages, asked for with the anchor of a message, leads to the message.
function lead() {
  const listed = document.querySelectorAll('main li > a')
  const link = [...listed].find(({ hash }) => hash !== '' && hash === location.hash)
  if (link) location.replace(link.href)
}
lead()
addEventListener('hashchange', lead)

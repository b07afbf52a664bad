// Keeps the playground working without a network, also after a reload: what the page is made of, and nothing else. What it keeps is of one build; the
// next build has a worker of other bytes, which the browser fetches, and which throws the old away. It hears no messages and asks nobody else.
/* global VERSION, FILES */
const PREFIX = 'playground-'
const name = `${PREFIX}${VERSION}`
const files = new Set(FILES.map(file => new URL(file, self.location).href))

self.addEventListener('install', event => {
  event.waitUntil(
    caches
      .open(name)
      .then(cache => cache.addAll([...files].map(url => new Request(url, { cache: 'reload' }))))
      .then(() => self.skipWaiting())
  )
})

self.addEventListener('activate', event => {
  const old = keys => keys.filter(key => key.startsWith(PREFIX) && key !== name)
  event.waitUntil(
    caches
      .keys()
      .then(keys => Promise.all(old(keys).map(key => caches.delete(key))))
      .then(() => self.clients.claim())
  )
})

// A page that can be had anew is; the name and project that a link gives stand behind the `?`, and the page reads them itself.
self.addEventListener('fetch', event => {
  const url = new URL(event.request.url)
  url.search = ''
  url.hash = ''
  if (event.request.method !== 'GET' || !files.has(url.href)) return
  const kept = () => caches.open(name).then(cache => cache.match(url.href))
  event.respondWith(fetch(event.request).catch(async error => (await kept()) ?? Promise.reject(error)))
})

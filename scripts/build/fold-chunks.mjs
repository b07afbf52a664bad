import { idsIn, REQUEST, requireIn, TOGETHER } from './chunk-requests.mjs'

const together = new RegExp(TOGETHER, 'g')
const request = new RegExp(REQUEST, 'g')

/**
 * Joins chunks that are only ever requested together. webpack puts the code from node_modules into a separate chunk,
 * and ncc has no setting for that; one more file costs a millisecond at every start that needs it. Takes the files of
 * dist/ as ncc writes them (name → text) and returns new ones.
 */
export function foldChunks(files) {
  const folded = new Map(files)
  for (const [target, ...others] of groupsOf(files)) {
    const name = `${target}.index.js`
    const chunks = [target, ...others].map(id => chunkOf(files, id))
    const modules = chunks.map(({ modules }) => modules).join(',\n')
    const ids = [...new Set(chunks.flatMap(chunk => chunk.ids))].join(', ')
    folded.set(
      name,
      `export const id = ${target};\nexport const ids = [${ids}];\nexport const modules = {\n${modules}\n};\n`
    )
    for (const id of others) folded.delete(`${id}.index.js`)
    for (const [file, text] of folded) {
      folded.set(
        file,
        text.replace(together, whole => {
          const ids = idsIn(whole)
          if (!ids.includes(target)) return whole
          const kept = ids.filter(id => !others.includes(id))
          const require = requireIn(whole)
          // In the original form again: another group of chunks may be part of the same request.
          return `Promise.all(/* import() */[${kept.map(id => `${require}.e(${id})`).join(', ')}])`
        })
      )
    }
  }
  return folded
}

/** Chunks that are part of the same requests, as lists of two or more, the chunk with the project's code first. */
function groupsOf(files) {
  const requests = [...files.values()].flatMap(text =>
    [...text.matchAll(request)].map(([whole]) => idsIn(whole))
  )
  const groups = new Map()
  for (const id of new Set(requests.flat())) {
    const key = requests.flatMap((ids, index) => (ids.includes(id) ? [index] : [])).join()
    groups.set(key, [id, ...(groups.get(key) ?? [])])
  }
  const within = idsWithin(files)
  return [...groups.values()]
    .map(group => group.filter(id => !within.has(id)))
    .filter(group => group.length > 1)
}

/**
 * Chunks all of whose modules another chunk also has: webpack marks them as loaded when the other one is, and then does
 * not request their file. They must contain nothing else.
 */
function idsWithin(files) {
  const lists = [...files.values()].map(text => /^export const ids = \[([\d, ]+)\];$/m.exec(text)?.[1] ?? '')
  return new Set(
    lists.flatMap(list =>
      list
        .split(',')
        .map(id => id.trim())
        .slice(1)
    )
  )
}

/**
 * The modules of a chunk, and the chunks that need not be read after it: webpack also names the chunks that it contains
 * completely.
 */
function chunkOf(files, id) {
  const text = files.get(`${id}.index.js`) ?? ''
  const found =
    /^export const id = \d+;\nexport const ids = \[([\d, ]+)\];\nexport const modules = \{\n([\s\S]*)\n\};\n*$/.exec(
      text
    )
  if (!found) throw new Error(`chunk ${id} has another form than expected: see scripts/build/fold-chunks.mjs`)
  return { ids: found[1].split(',').map(one => one.trim()), modules: found[2] }
}

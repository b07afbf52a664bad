import { describe, expect, test } from '@jest/globals'
import { removedAndInserted } from '../../src/adoption/rewrite/line-edits.ts'

/** A line as `adopt` shows it, behind a gate that finds nothing in it. */
function shown(line: string): string | undefined {
  const edits = [{ line: 1, remove: 1, insert: [] }]
  return removedAndInserted({ text: `${line}\n` }, edits, text => text)[0]?.removed[0]
}

const INVENTED = ['tiger', 'lily', '77'].join('')
const WORD = ['obsidian', 'lantern'].join('')

describe('what a comment tells of a credential is not shown', () => {
  test.each([
    `# the old DB_PASSWORD was ${INVENTED}`,
    `# DB_PASSWORD used to be ${INVENTED}.`,
    `# use ${INVENTED} as DB_PASSWORD`,
    `# set the DB password to "${INVENTED}"`,
    `  run: make # was ${INVENTED} before (DB_PASSWORD)`,
    `// the token for staging is \`${INVENTED}\``,
    `# login with app / ${INVENTED}, the password of 2024`,
    `# changed the DB_PASSWORD from ${INVENTED} to x`
  ])('%s', line => {
    expect(shown(line)).toBe(line.replace(INVENTED, '***'))
  })

  test.each([
    `# the old DB_PASSWORD was ${WORD}`,
    `# the api key is "${WORD}"`,
    `# set the password to ${WORD}`,
    `# DB_PASSWORD -> ${WORD}`
  ])('also a word: %s', line => {
    expect(shown(line)).toBe(line.replace(WORD, '***'))
  })
})

describe('what says nothing stays as it is', () => {
  test.each([
    '# DB_PASSWORD is required',
    '# the token is missing in production',
    '# the password is in /run/secrets/db2',
    '# DB_PASSWORD2 comes from deploy/app2.json',
    '# the secret was rotated in v1.12.3',
    '# set the token to production',
    '# deploys web2 to us-east-1',
    '      task-definition: deploy/password2.json',
    'run: echo tigerlily77',
    '- uses: a/b@0123456789abcdef0123456789abcdef01234567 # v6.0.2'
  ])('%s', line => {
    expect(shown(line)).toBe(line)
  })
})

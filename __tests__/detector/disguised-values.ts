import {
  base64,
  type Case,
  containers,
  DRAWN,
  GITHUB,
  GITLAB,
  hex,
  reversed,
  STRIPE,
  variables,
  WEAK
} from './disguised.ts'

const login = `postgres://app:${WEAK}@db.internal/app`

/** Values that only look different. */
export const VALUES: readonly Case[] = [
  ...variables('marks around it', [
    ['DB_PASSWORD', `<${DRAWN}>`],
    ['DB_PASSWORD', `[${DRAWN}]`],
    ['DB_PASSWORD', `{${DRAWN}}`],
    ['DB_PASSWORD', `{{${DRAWN}}}`],
    ['DB_PASSWORD', `{{ ${DRAWN} }}`],
    ['DB_PASSWORD', `\${${DRAWN}}`],
    ['DB_PASSWORD', `$${DRAWN}`],
    ['DB_PASSWORD', `%${DRAWN}%`],
    ['DB_PASSWORD', `%${DRAWN}`],
    ['DB_PASSWORD', `@${DRAWN}@`],
    ['DB_PASSWORD', `__${DRAWN}__`],
    ['DB_PASSWORD', `#{${DRAWN}}#`],
    ['DB_PASSWORD', `[[${DRAWN}]]`],
    ['DB_PASSWORD', `<%= ${DRAWN} %>`],
    ['DB_PASSWORD', `"${WEAK}"`],
    ['DB_PASSWORD', `'${WEAK}'`],
    ['DB_PASSWORD', `(${WEAK})`],
    ['DB_PASSWORD', `<${WEAK}!>`],
    ['DB_PASSWORD', `<${WEAK}>`],
    ['DB_PASSWORD', `<!-- ${DRAWN} -->`],
    ['DB_PASSWORD', `$(echo ${WEAK})`],
    ['DB_PASSWORD', `\`printf '${WEAK}'\``]
  ]),
  ...variables('marks that do not close', [
    ['DB_PASSWORD', `{{${DRAWN}`],
    ['DB_PASSWORD', `\${${DRAWN}`],
    ['DB_PASSWORD', `<${DRAWN}`],
    ['DB_PASSWORD', `${DRAWN}}}`],
    ['DB_PASSWORD', `<%${DRAWN}`],
    ['DB_PASSWORD', `{{${WEAK}!`],
    ['DB_PASSWORD', `%${WEAK}`]
  ]),
  ...variables('an expression that GitHub refuses, or that is evaluated later', [
    ['DB_PASSWORD', `\${{ "${WEAK}" }}`],
    ['DB_PASSWORD', `\${{ '${WEAK}' | upper }}`],
    ['DB_PASSWORD', `\${{ '${WEAK}' + '' }}`],
    ['DB_PASSWORD', `\${{ upper('${WEAK}') }}`],
    ['DB_PASSWORD', `\${{ vars.STAGE == 'prod' && '${WEAK}' }}`],
    ['DB_PASSWORD', `\${{ format('{0}{1}', vars.A, '${WEAK}') }}`]
  ]),
  ...variables('words of placeholders beside it', [
    ['DB_PASSWORD', `your-${DRAWN}`],
    ['DB_PASSWORD', `your_${WEAK}`],
    ['DB_PASSWORD', `my-your-${DRAWN}`],
    ['DB_PASSWORD', `${DRAWN}EXAMPLE`],
    ['DB_PASSWORD', `EXAMPLE_${DRAWN}`],
    ['DB_PASSWORD', `changeme-${DRAWN}`],
    ['DB_PASSWORD', `dummy${WEAK}`],
    ['DB_PASSWORD', 'SUPER_STRONG_PASS_99'],
    ['DB_PASSWORD', 'HUNTER_2_TIGER'],
    ['DB_PASSWORD', 'CORRECT_HORSE_BATTERY'],
    ['API_KEY', 'TIGER_7_LILY'],
    ['DB_PASSWORD', `${DRAWN}-here`],
    ['DB_PASSWORD', `xxxx${DRAWN}xxxx`]
  ]),
  ...variables('the form of a file, path or reference', [
    ['DB_PASSWORD', `${DRAWN}.key`],
    ['DB_PASSWORD', `${DRAWN}.pem`],
    ['DB_PASSWORD', `${DRAWN}.json`],
    ['DB_PASSWORD', `/${DRAWN}`],
    ['DB_PASSWORD', `./${DRAWN}`],
    ['DB_PASSWORD', `vault:${DRAWN}`],
    ['DB_PASSWORD', `env:${DRAWN}`],
    ['DB_PASSWORD', `file:${DRAWN}`],
    ['DB_PASSWORD', `ssm:${DRAWN}`],
    ['DB_PASSWORD', `secretsmanager:${DRAWN}`],
    ['DB_PASSWORD', `op://${DRAWN}`],
    ['DB_PASSWORD', `https://${DRAWN}`],
    ['DB_PASSWORD', `env:${WEAK}!`],
    ['DB_PASSWORD', `vault:${GITHUB}`],
    ['X', `vault:${STRIPE}`]
  ]),
  ...variables('a literal beside a template', [
    ['DB_PASSWORD', '${{ vars.X }}hunterpass'],
    ['DB_PASSWORD', 'hunterpass${X}'],
    ['DB_PASSWORD', `{{ x }}${WEAK}`],
    ['DB_PASSWORD', `\${EMPTY}${DRAWN}`],
    ['DB_PASSWORD', `\${EMPTY:-${WEAK}}`],
    ['DB_PASSWORD', `{{ x | default('${WEAK}') }}`],
    ['DB_PASSWORD', `\${{ secrets.X || '${WEAK}' }}`],
    ['DATABASE_URL', `postgres://app:\${{ vars.X }}${WEAK}@db/app`]
  ]),
  ...variables('another writing', [
    ['X', base64(login)],
    ['X', hex(login)],
    ['X', `0x${hex(login)}`],
    ['X', hex(`{"password":"${WEAK}"}`)],
    ['X', encodeURIComponent(login)],
    ['X', encodeURIComponent(`password=${WEAK}`)],
    ['X', encodeURIComponent(`{"password":"${WEAK}"}`)],
    ['X', base64(base64(`password=${WEAK}`))],
    ['X', base64(`${WEAK}${WEAK}`), 'warning'],
    ['X', hex(WEAK), 'warning'],
    ['X', base64(GITHUB)],
    ['X', hex(GITLAB)],
    ['X', reversed(GITHUB)],
    ['X', reversed(STRIPE)],
    ['X', [...login].map(c => `\\u00${hex(c)}`).join('')],
    ['X', [...login].map(c => `\\x${hex(c)}`).join('')],
    ['X', login.replaceAll(':', '&#58;').replaceAll('@', '&#64;')],
    ['DB_PASSWORD', hex(WEAK)],
    ['DB_PASSWORD', reversed(WEAK)],
    ['DB_PASSWORD', encodeURIComponent(`${WEAK}!/`)],
    ['X', `"${GITHUB.slice(0, 4)}\u200B${GITHUB.slice(4)}"`],
    ['X', `${GITHUB.slice(0, 20)}\u200B${GITHUB.slice(20)}`]
  ]),
  ...variables('a URL that is not quite one', [
    ['DATABASE_URL', `postgres://app:#${WEAK}@db.internal:5432/app`],
    ['DATABASE_URL', `postgres://app:12#${WEAK}@db.internal:5432/app`],
    ['DATABASE_URL', `postgres://app:${WEAK}#1@db.internal/app`],
    ['DATABASE_URL', `postgres://app:/${WEAK}@db.internal/app`],
    ['DATABASE_URL', `postgres://app:?${WEAK}@db.internal/app`],
    ['DATABASE_URL', `postgres://app:${WEAK}|2@db.internal/app`],
    ['DATABASE_URL', `postgres://app:"${WEAK}@db.internal/app`],
    ['DATABASE_URL', `postgres://app:<${DRAWN}>@db.internal/app`],
    ['DATABASE_URL', `postgres://app:${WEAK} 2@db.internal/app`],
    ['UPSTREAM', `app:${DRAWN}@db.internal:5432/app`],
    ['UPSTREAM', `app:${WEAK}@10.0.0.3:6379`],
    ['DATABASE_URL', `postgres:\\/\\/app:${WEAK}@db.internal\\/app`],
    ['DATABASE_URL', `//app:${WEAK}@db.internal/app`],
    ['X', `https://x-access-token:${DRAWN}@git.internal/a/b`],
    ['DATABASE_URL', `host=db user=app password=#${WEAK}`],
    ['X', `postgres:/app:${WEAK}@db.internal/app`],
    ['X', `see amqps:/app:${WEAK}@mq.internal`]
  ]),
  ...containers('two halves', [
    [
      {
        environment: [
          { name: 'A1', value: GITHUB.slice(0, 18) },
          { name: 'A2', value: GITHUB.slice(18) }
        ]
      }
    ],
    [
      {
        environment: [
          { name: 'KEY_A', value: reversed(GITHUB).slice(0, 18) },
          { name: 'KEY_B', value: reversed(GITHUB).slice(18) }
        ]
      }
    ],
    [
      {
        environment: [
          { name: 'PASS_1', value: WEAK.slice(0, 6) },
          { name: 'PASS_2', value: WEAK.slice(6) }
        ]
      }
    ]
  ])
]

import { decodedBase64, judgeJwt } from './checksum.ts'
import { bounded, type IssuedTokens, shape } from './shape.ts'

const PEM_NEEDLE = 'PRIVATE KEY'

/** How the DER encoding of a private key begins in base64: PKCS #8, PKCS #1, and SEC 1; and OpenSSH's own format. */
const DER = [
  'MII[A-Za-z0-9+/]{3}IBADANBgkqhkiG9w0BAQEFAASC',
  'MII[A-Za-z0-9+/]{3}IBAAKC',
  'MI(?:GH|G2|Hu)AgEAM(?:BMG|BAG)ByqGSM49',
  'M(?:HcCAQEEI|IGkAgEBBD|IHcAgEBBE)',
  'MC4CAQAwBQYDK2V[u-x]BCIEI',
  'b3BlbnNzaC1rZXktdjEA'
].join('|')
const DER_NEEDLES = ['IBADANB', 'IBAAKC', 'ByqGSM49', 'AQEEI', 'AgEBB', 'MC4CAQAwBQYDK2V', 'b3BlbnNzaC1rZXk']

/** Formats that are not specific to a provider: private keys, JSON Web Tokens, password hashes. */
export const KEY_TOKENS: readonly IssuedTokens[] = [
  {
    issuer: 'private-key',
    shapes: [
      {
        what: 'a private key',
        needles: [PEM_NEEDLE],
        // The line break may be escaped, or replaced with another character to keep the key on one line.
        pattern:
          /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----[\s\\nr"|~;%_]{0,8}[A-Za-z0-9+/=\s\\:,.|~;%_-]{24}/g
      },
      {
        what: 'an SSH2 private key',
        needles: [PEM_NEEDLE],
        pattern: /---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----/g,
        verify: () => 'proven'
      },
      {
        what: 'a private key without its frame',
        needles: DER_NEEDLES,
        pattern: bounded(`(?:${DER})[A-Za-z0-9+/]{30,16000}`),
        // The format begins with a fixed text, which has runs like those of an example.
        verify: () => 'proven'
      },
      shape('a minisign private key', 'RWRTY0Iy[A-Za-z0-9+/]{100,240}', 'RWRTY0Iy'),
      {
        what: 'a private key in base64',
        needles: ['LS0tLS1CRUdJTi'],
        pattern: /LS0tLS1CRUdJTi[A-Za-z0-9+/]{24,200}/g,
        verify: token => (decodedBase64(token).includes(PEM_NEEDLE) ? 'proven' : 'refuted')
      },
      shape('an extended private key of a wallet', '[tuvxyz]prv[1-9A-HJ-NP-Za-km-z]{104,112}', [
        'tprv',
        'uprv',
        'vprv',
        'xprv',
        'yprv',
        'zprv'
      ]),
      shape('a private key of Nostr', 'nsec1[a-z0-9]{58}', 'nsec1'),
      {
        what: 'a PuTTY private key',
        needles: ['PuTTY-User-Key-File-'],
        pattern: /PuTTY-User-Key-File-\d: [\w-]{4,32}/g
      }
    ]
  },
  {
    issuer: 'its-provider',
    shapes: [
      {
        what: 'a JSON Web Token',
        needles: ['.eyJ'],
        // Searched from the dot, which neither part contains: from each `eyJ` of a long text would be slow.
        pattern: /(?<=(?<![A-Za-z0-9])(eyJ[\w-]{10,1000}))\.eyJ[\w-]{2,4000}\.[\w-]{10,1400}(?![A-Za-z0-9])/g,
        verify: judgeJwt
      },
      {
        what: 'a bcrypt password hash',
        needles: ['$2a$', '$2b$', '$2x$', '$2y$'],
        // In Compose files each $ is doubled, and values copied from them keep that.
        pattern: /\$\$?2[abxy]\$\$?\d\d\$\$?[./A-Za-z0-9]{53}(?![./A-Za-z0-9])/g
      },
      {
        what: 'a Unix password hash',
        needles: ['$1$', '$5$', '$6$', '$y$', '$apr1$'],
        pattern:
          /\$\$?(?:1|5|6|y|apr1)\$\$?(?:rounds=\d{1,9}\$\$?)?[./A-Za-z0-9]{2,32}\$\$?[./A-Za-z0-9]{22,86}/g
      },
      {
        what: 'a password hash',
        needles: ['SHA', '$P$', '$H$', 'pbkdf2'],
        pattern:
          /(?<![A-Za-z0-9])(?:\{S?SHA\d{0,3}\}[A-Za-z0-9+/]{27,120}={0,2}|SCRAM-SHA-\d{1,3}\$\d{3,8}:[A-Za-z0-9+/]{16,64}={0,2}\$[A-Za-z0-9+/]{27,88}={0,2}:[A-Za-z0-9+/]{27,88}={0,2}|\$[PH]\$[A-Za-z0-9./]{31}(?![A-Za-z0-9./])|\$?pbkdf2[_-]sha\d{1,3}\$\d{3,8}\$[A-Za-z0-9./+]{1,64}={0,2}\$[A-Za-z0-9+/]{22,128}={0,2})/g
      },
      {
        what: 'an Argon2 password hash',
        needles: ['$argon2'],
        pattern:
          /(?<!\w)\$argon2(?:id|i|d)\$\$?v=\d{1,3}\$\$?m=\d{1,9},t=\d{1,6},p=\d{1,4}\$\$?[+/A-Za-z0-9]{8,64}\$\$?[+/A-Za-z0-9]{16,128}(?![+/\w])/g
      }
    ]
  }
]

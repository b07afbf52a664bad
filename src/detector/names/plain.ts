/**
 * Words for a credential in scripts that have no letters of ours, with the English word for each. Compared without marks and
 * without regard to case.
 */
const FOREIGN: readonly (readonly [string, string])[] = [
  ['пароль', 'password'],
  ['пароля', 'password'],
  ['парола', 'password'],
  ['лозинка', 'password'],
  ['секретный ключ', 'secretkey'],
  ['секрет', 'secret'],
  ['токен', 'token'],
  ['密码', 'password'],
  ['密碼', 'password'],
  ['口令', 'password'],
  ['密钥', 'secretkey'],
  ['密鑰', 'secretkey'],
  ['令牌', 'token'],
  ['パスワード', 'password'],
  ['パスフレーズ', 'passphrase'],
  ['暗証番号', 'pin'],
  ['秘密鍵', 'privatekey'],
  ['トークン', 'token'],
  ['비밀번호', 'password'],
  ['암호', 'password'],
  ['토큰', 'token'],
  ['κωδικός', 'password'],
  ['συνθηματικό', 'password'],
  ['סיסמה', 'password'],
  ['כלמת המרור', 'password'],
  ['كلمة السر', 'password'],
  ['كلمة المرور', 'password'],
  ['كلمة_السر', 'password'],
  ['كلمة_المرور', 'password'],
  ['رمز عبور', 'password'],
  ['รหัสผ่าน', 'password'],
  ['पासवर्ड', 'password']
]

/** Letters that look like ours or are ours with a stroke, and ours, one below the other. */
const LOOKS = [
  ['АВЕЅІЈКМНОРСТУХԚԜҮаеѕіјорсухԛԝѵвкмнтԁһӏ', 'ABESIJKMHOPCTYXQWYaesijopcyxqwvbkmhtdhl'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαενικορτυχω', 'ABEZHIKMNOPTYXaevikoptyxw'],
  ['ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡıƿոսօłŁøØđĐ', 'abcdeghijklmnoprstuvwyzagipnuolLoOdD'],
  ['ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᏔ', 'ABCDEHJKLMPRSTVW']
] as const

let tables:
  | {
      readonly words: ReadonlyMap<string, string>
      readonly any: RegExp
      readonly letters: ReadonlyMap<string, string>
    }
  | undefined

/** Few names need the tables, so they are made for the first that does. */
function tablesOfNames(): NonNullable<typeof tables> {
  if (!tables) {
    const words = new Map(FOREIGN.map(([word, english]) => [bare(word).toLowerCase(), english]))
    const any = new RegExp([...words.keys()].sort((a, b) => b.length - a.length).join('|'), 'giu')
    const letters = new Map(
      LOOKS.flatMap(([theirs, ours]) => [...theirs].map((letter, at) => [letter, ours.charAt(at)] as const))
    )
    tables = { words, any, letters }
  }
  return tables
}

/** Without width, style, marks and what is not seen at all. */
function bare(text: string): string {
  return text.normalize('NFKD').replace(/[\p{M}\p{Cf}\p{Cc}\u3164\u115F\u1160\uFFA0]/gu, '')
}

/** Words that are also written with digits for letters. */
const WORDS: ReadonlySet<string> = new Set(
  'password passwort passwd passphrase passcode secret secrets token tokens credential credentials apikey'.split(
    ' '
  )
)

const DIGITS: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's'
}

/**
 * plainName gives a name as the eye reads it, in ASCII: full width, styles and accents taken off, letters that only look like ours
 * and characters that nobody sees replaced, words of other scripts in English, `P4SSW0RD` and `P_A_S_S_W_O_R_D` as words. The one
 * place where names are normalised; nearly all names pass by three cheap tests.
 */
export function plainName(name: string): string {
  let text = /[^ -~]/.test(name) ? fromOtherScripts(name.slice(-512)) : name
  if (/[A-Za-z][0-9@$]{1,2}[A-Za-z]/.test(text)) {
    text = text.replace(/[A-Za-z0-9@$]{5,16}/g, word => {
      const letters = word.toLowerCase().replace(/[013457@$]/g, digit => DIGITS[digit] ?? digit)
      return WORDS.has(letters) ? letters : word
    })
  }
  return /(?:[A-Za-z][_.-]){4}/.test(text)
    ? text.replace(/(?<![A-Za-z])(?:[A-Za-z][_.-]){4,64}[A-Za-z](?![A-Za-z])/g, letters =>
        letters.replace(/[_.-]/g, '')
      )
    : text
}

function fromOtherScripts(name: string): string {
  const { words, any, letters } = tablesOfNames()
  const text = bare(name).replace(any, word => ` ${words.get(word.toLowerCase()) ?? ''} `)
  return [...text].map(letter => letters.get(letter) ?? letter).join('')
}

/**
 * Words for a credential in non-Latin scripts, each with its English equivalent. Compared without diacritics and
 * case-insensitively.
 */
const FOREIGN: readonly (readonly [string, string])[] = [
  ['пароль', 'password'],
  ['пароля', 'password'],
  ['парола', 'password'],
  ['лозинка', 'password'],
  ['секретный ключ', 'secretkey'],
  ['секретний ключ', 'secretkey'],
  ['ключ', 'key'],
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
  ['패스워드', 'password'],
  ['비밀키', 'secretkey'],
  ['암호', 'password'],
  ['토큰', 'token'],
  ['κωδικός', 'password'],
  ['συνθηματικό', 'password'],
  ['סיסמה', 'password'],
  ['כלמת המרור', 'password'],
  ['كلمة السر', 'password'],
  ['كلمة المرور', 'password'],
  ['رمز عبور', 'password'],
  ['کلمه عبور', 'password'],
  ['گذرواژه', 'password'],
  ['پاس ورڈ', 'password'],
  ['პაროლი', 'password'],
  ['գաղտնաբառ', 'password'],
  ['құпия сөз', 'password'],
  ['нууц үг', 'password'],
  ['পাসওয়ার্ড', 'password'],
  ['கடவுச்சொல்', 'password'],
  ['පාස්වර්ඩ්', 'password'],
  ['මුරපදය', 'password'],
  ['ពាក្យសម្ងាត់', 'password'],
  ['ລະຫັດຜ່ານ', 'password'],
  ['စကားဝှက်', 'password'],
  ['የይለፍ ቃል', 'password'],
  ['รหัสผ่าน', 'password'],
  ['पासवर्ड', 'password']
]

/** Letters that look like ASCII letters, or are ASCII letters with a stroke, and below them the ASCII letters. */
const LOOKS = [
  ['АВЕЅІЈКМНОРСТУХԚԜҮаеѕіјорсухԛԝѵвкмнтԁһӏ', 'ABESIJKMHOPCTYXQWYaesijopcyxqwvbkmhtdhl'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαενικορτυχω', 'ABEZHIKMNOPTYXaevikoptyxw'],
  ['ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡıƿոսօłŁøØđĐ', 'abcdeghijklmnoprstuvwyzagipnuolLoOdD'],
  ['ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᏔᎳᎡᏃᎥᏀ', 'ABCDEHJKLMPRSTVWWRZIG'],
  ['ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ', 'BPDTGKJCZFMNLSRVHWXYAEIOU'],
  ['ⲀⲂⲈⲎⲒⲔⲘⲚⲞⲢⲤⲦⲬⲨⲟⲣⲥⲕⲓՏԼՕ', 'ABEHIKMNOPCTXYopckiSLO']
] as const

let tables:
  | {
      readonly words: ReadonlyMap<string, string>
      readonly any: RegExp
      readonly letters: ReadonlyMap<string, string>
    }
  | undefined

/** Few names need the tables, so they are built at first use. */
function tablesOfNames(): NonNullable<typeof tables> {
  if (!tables) {
    const words = new Map(FOREIGN.map(([word, english]) => [joined(bare(word)), english]))
    const written = FOREIGN.map(([word]) => bare(word).replaceAll(' ', '[ _.-]?'))
    const any = new RegExp(written.sort((a, b) => b.length - a.length).join('|'), 'giu')
    const letters = new Map(
      LOOKS.flatMap(([theirs, ours]) => [...theirs].map((letter, at) => [letter, ours.charAt(at)] as const))
    )
    tables = { words, any, letters }
  }
  return tables
}

/** Two words of a name may have any separator between them, or none. */
function joined(words: string): string {
  return words.toLowerCase().replace(/[ _.-]/g, '')
}

/** Normalized width and style, without combining marks and invisible characters. */
function bare(text: string): string {
  return text.normalize('NFKD').replace(/[\p{M}\p{Cf}\p{Cc}\u3164\u115F\u1160\uFFA0]/gu, '')
}

/** Words that are also written with digits in place of letters. */
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
 * plainName returns a name in ASCII as it appears to a reader: full width, styles, and accents removed, look-alike
 * letters and invisible characters replaced, words in other scripts translated to English, `P4SSW0RD` and
 * `P_A_S_S_W_O_R_D` and `pAsSwOrD` as words. This is the only place that normalizes names; a few cheap tests suffice
 * for nearly all of them.
 */
export function plainName(name: string): string {
  let text = /[^ -~]/.test(name) ? fromOtherScripts(name.slice(-512)) : name
  if (/[A-Za-z][0-9@$]{1,2}[A-Za-z]/.test(text)) {
    text = text.replace(/[A-Za-z0-9@$]{5,16}/g, word => {
      const letters = word.toLowerCase().replace(/[013457@$]/g, digit => DIGITS[digit] ?? digit)
      return WORDS.has(letters) ? letters : word
    })
  }
  if (/(?:[A-Za-z][_. -]){4}/.test(text)) {
    text = text.replace(/(?<![A-Za-z])(?:[A-Za-z][_. -]){4,64}[A-Za-z](?![A-Za-z])/g, letters =>
      letters.replace(/[_. -]/g, '')
    )
  }
  return /[a-z][A-Z]/.test(text)
    ? text.replace(ANY_CASE, word => (USUAL.test(word) ? word : inLowerCase(word)))
    : text
}

const ANY_CASE = /pass_?wor[dt]|passwd|passphrase|secret|token|apikey/gi

/** `password`, `PASSWORD`, `Password`, `passWord`: what the words of a name are told by. */
const USUAL = /^(?:[a-z_]+|[A-Z_]+|[A-Z][a-z]+|[Pp]ass_?[Ww]or[dt]|[Aa]pi[Kk]ey)$/

/** `pAsSwOrD` and `DBpassWORD`: between two of these letters no word begins. */
function inLowerCase(word: string): string {
  return `_${word.replace('_', '').toLowerCase()}`
}

function fromOtherScripts(name: string): string {
  const { words, any, letters } = tablesOfNames()
  const text = bare(name).replace(any, word => ` ${words.get(joined(word)) ?? ''} `)
  return [...text].map(letter => letters.get(letter) ?? letter).join('')
}

export const id = 112;
export const ids = [112];
export const modules = {

/***/ 4821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ maxDepth),
/* harmony export */   e: () => (/* binding */ maxFileBytes)
/* harmony export */ });
const maxFileBytes = 1024 * 1024;
const maxDepth = 100;


/***/ }),

/***/ 4077:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ placeFinder)
/* harmony export */ });
function placeFinder(document) {
    let starts;
    return origin => {
        if (origin.kind !== 'file' || origin.file !== document.file)
            return undefined;
        starts ??= lineStarts(document.text);
        const from = position(starts, origin.start);
        const to = position(starts, origin.end);
        return {
            file: document.file,
            line: from.line,
            column: from.column,
            endLine: to.line,
            endColumn: to.column
        };
    };
}
function lineStarts(text) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10))
            starts.push(i + 1);
    }
    return starts;
}
function position(starts, offset) {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= offset)
            low = middle;
        else
            high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low] + 1 };
}


/***/ }),

/***/ 3607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ childPointer)
/* harmony export */ });
function childPointer(parent, step) {
    return typeof step === 'number'
        ? `${parent}/${step}`
        : `${parent}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}


/***/ }),

/***/ 6033:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ syntaxReporter),
/* harmony export */   c: () => (/* binding */ lineOf)
/* harmony export */ });
/* harmony import */ var _place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4077);

function syntaxReporter(file, text, language) {
    const find = (0,_place_js__WEBPACK_IMPORTED_MODULE_0__/* .placeFinder */ .a)({ file, text });
    const problems = [];
    return {
        problems,
        report({ code, message, hint, start, end }) {
            const place = find({ kind: 'file', file, pointer: '', start, end: Math.max(start, end) });
            problems.push({
                code,
                fault: 'user',
                message: sentence(code, message, language),
                ...(hint === undefined ? {} : { hint }),
                ...(place === undefined ? {} : { place })
            });
        }
    };
}
const violations = ['invalid-json', 'invalid-yaml', 'trailing-comma', 'unquoted-placeholder'];
function sentence(code, message, language) {
    if (violations.includes(code))
        return `Not valid ${language}: ${message}`;
    return message.charAt(0).toUpperCase() + message.slice(1);
}
function lineOf(text, offset) {
    return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}


/***/ }),

/***/ 8108:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C5: () => (/* binding */ memberOf),
/* harmony export */   GG: () => (/* binding */ childOf),
/* harmony export */   Je: () => (/* binding */ stringOf),
/* harmony export */   Mz: () => (/* binding */ containersOf),
/* harmony export */   RV: () => (/* binding */ withMember),
/* harmony export */   Rf: () => (/* binding */ fromJson),
/* harmony export */   S3: () => (/* binding */ itemsOf),
/* harmony export */   aB: () => (/* binding */ toJson)
/* harmony export */ });
function memberOf(node, key) {
    return node?.kind === 'object' ? node.members.findLast(member => member.key === key) : undefined;
}
function childOf(node, key) {
    return memberOf(node, key)?.value;
}
function itemsOf(node) {
    return node?.kind === 'array' ? node.items : [];
}
function stringOf(node) {
    return node?.kind === 'string' ? node.value : undefined;
}
function containersOf(root) {
    return itemsOf(childOf(root, 'containerDefinitions'));
}
function toJson(node) {
    switch (node.kind) {
        case 'string':
        case 'number':
        case 'boolean':
            return node.value;
        case 'null':
            return null;
        case 'array':
            return node.items.map(toJson);
        case 'object': {
            const result = {};
            for (const { key, value } of node.members) {
                Object.defineProperty(result, key, {
                    value: toJson(value),
                    enumerable: true,
                    writable: true,
                    configurable: true
                });
            }
            return result;
        }
    }
}
function fromJson(value, origin) {
    if (value === null)
        return { kind: 'null', origin };
    if (typeof value === 'string')
        return { kind: 'string', value, origin };
    if (typeof value === 'number')
        return { kind: 'number', value, raw: String(value), origin };
    if (typeof value === 'boolean')
        return { kind: 'boolean', value, origin };
    if (Array.isArray(value))
        return { kind: 'array', items: value.map(item => fromJson(item, origin)), origin };
    const members = Object.entries(value).map(([key, child]) => ({
        key,
        keyOrigin: origin,
        value: fromJson(child, origin)
    }));
    return { kind: 'object', members, origin };
}
function withMember(node, key, value) {
    const old = memberOf(node, key);
    const kept = node.members.filter(member => member.key !== key || member === old);
    if (value === undefined)
        return { ...node, members: kept.filter(member => member !== old) };
    if (!old)
        return { ...node, members: [...kept, { key, keyOrigin: value.origin, value }] };
    return { ...node, members: kept.map(member => (member === old ? { ...member, value } : member)) };
}


/***/ }),

/***/ 585:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ contextsFor),
/* harmony export */   i: () => (/* binding */ partitionOf)
/* harmony export */ });
function contextsFor(configuration, target, ports) {
    const { cluster, region, variables } = configuration;
    return {
        github: ports.github,
        env: ports.env,
        vars: variables,
        service: {
            ...(target.service === undefined ? {} : { name: target.service }),
            ...(cluster === undefined ? {} : { cluster })
        },
        aws: region === undefined ? {} : { region, partition: partitionOf(region) }
    };
}
function partitionOf(region) {
    if (region.startsWith('cn-'))
        return 'aws-cn';
    if (region.startsWith('us-gov-'))
        return 'aws-us-gov';
    if (region.startsWith('us-isob-'))
        return 'aws-iso-b';
    if (region.startsWith('us-iso-'))
        return 'aws-iso';
    if (region.startsWith('eu-isoe-'))
        return 'aws-iso-e';
    if (region.startsWith('us-isof-'))
        return 'aws-iso-f';
    if (region.startsWith('eusc-'))
        return 'aws-eusc';
    return 'aws';
}


/***/ }),

/***/ 5652:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ examine)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/src/detector/fingerprint.js

function fingerprint(parts) {
    const fields = [parts.file, parts.container ?? null, parts.location, parts.name, parts.rule];
    const text = JSON.stringify(parts.occurrence === 0 ? fields : [...fields, parts.occurrence]);
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 16);
}

;// CONCATENATED MODULE: ./lib/src/detector/names/split.js
const MAX_NAME = 256;
const GLUED = /^(.{1,40}?)(password|passwd|passphrase|passcode|secret|token|apikey|accesskey|secretkey|privatekey|pwd)$/;
const GLUED_PASS = /^(db|pg|my|mysql|sql|mongo|redis|root|admin|user|smtp|mail|email|imap|ftp|sftp|ldap|http|rabbit|amqp|proxy|auth|app)pass$/;
const OTHER_WORDS = new Set(['detoken', 'nontoken', 'pretoken', 'oldpwd']);
function splitName(name) {
    const words = [];
    const spaced = name
        .slice(-MAX_NAME)
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
    for (const part of spaced.split(/[^A-Za-z0-9]+/)) {
        const word = part
            .toLowerCase()
            .replace(/^([a-z]{2,})\d+$/, (whole, letters) => whole === 'base64' || whole === 's3' || whole === 'i18n' ? whole : letters);
        if (word !== '')
            words.push(...unglue(word));
    }
    return words;
}
function unglue(word) {
    if (OTHER_WORDS.has(word))
        return [word];
    const match = GLUED.exec(word) ?? (word.endsWith('pass') ? GLUED_PASS.exec(word) : null);
    if (!match)
        return [word];
    return match[2] === undefined ? [match[1], 'pass'] : [match[1], match[2]];
}

;// CONCATENATED MODULE: ./lib/src/detector/names/words.js
const set = (words) => new Set(words.split(/\s+/).filter(word => word !== ''));
const PASSWORD_HEADS = set('password passwords passwd passwort pwd pswd psw pw passw pass passphrase passcode userpass rootpass');
const SECRET_HEADS = set('secret secrets token tokens credential credentials creds cred bearer mnemonic pepper apikey apikeys apisecret apitoken authtoken accesstoken accesskey secretkey privatekey encryptionkey signingkey licensekey masterkey authkey appkey clientsecret jwtsecret');
const WEAK_HEADS = set('key keys pin seed otp auth authorization jwt pat salt passkey signature sas');
const KEY_QUALIFIERS = set('api access secret private priv enc encryption encrypt encrypting decryption signing sign auth app application master license licence account storage service fernet hmac session cookie jwt jws jwe webhook shared deploy integration ingest ingestion age admin security aes rsa cipher crypto token password authentication authorization subscription functions role wallet signer paillier bearer internal');
const HARMLESS_KEY_QUALIFIERS = set('primary foreign partition sort range hash cache idempotency routing object s3 bucket schema map registry kms public site group unique index lookup message log date json tag tags state storage_path translation i18n sort row record column field event locking lock dedup deduplication shard sharding instrumentation query param parameter header claim click measure metric label widget host known');
const HARMLESS_QUALIFIERS = set('csrf xsrf next page continuation pagination pad eos bos unk mask sep stop start special design pull image max min num per total prompt completion input output vocab');
const NEUTRAL_TAILS = set('b64 base64 hex value val string str text plain plaintext raw encoded json prod production prd dev develop development test testing stage staging stg uat qa sandbox live local default old new current previous prev next primary secondary backup main fallback ro rw readonly readwrite reader writer admin hash hashed v1 v2 v3 v4 us eu ap east west blue green override');
const VETO_TAILS = set('url urls uri uris endpoint endpoints host hosts hostname port path paths file files filename dir directory folder prefix suffix name names id ids arn arns expiry expires expire expiration expiresin ttl lifetime timeout age interval period seconds secs sec minutes mins minute hours hour days day ms millis milliseconds duration length len size min max count limit limits quota rotation rotations rate algorithm algorithms alg algo type types format policy policies enabled enable disabled disable required require header headers field fields issuer audience scope scopes version mode method methods mechanism provider providers manager store storage hasher serializer deserializer class module regex pattern reset cookie cookies domain domains ref refs table index column alias aliases parallelism region user username email mail address addr server service services symbol decimals supply strength complexity history attempts retries retry level stage env environment locale language template subject title message messages description label labels source sources key_id usage budget window refresh_interval cache check validation validator verification strategy flow grant location loc encoding charset backend driver engine plugin context container namespace group groups role realm tenant owner state status line lines link page view route callback redirect origin origins');
const SWITCH_STARTS = set('allow enable enabled disable disabled require requires required use uses has is max min num no skip force ignore show hide limit count');
const INNER_SWITCHES = set('allow enable disable require random max min num');
const PUBLIC_WORDS = set('public publishable publickey pub anon anonymous jwks browser');
const BROWSER_STARTS = set('vite next react gatsby nuxt expo vue');
const CONTROL_NAMES = new Set([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'ECS_ENGINE_AUTH_DATA'
]);

;// CONCATENATED MODULE: ./lib/src/detector/names/judge.js


const NONE = { strength: 'none', kind: 'secret' };
const STRONG = { strength: 'strong', kind: 'secret' };
const WEAK = { strength: 'weak', kind: 'secret' };
const PASSWORD = { strength: 'strong', kind: 'password' };
const HINT = /pass|pwd|psw|pw|secret|token|cred|bearer|mnemonic|pepper|key|pin|seed|otp|auth|jwt|pat|salt|signature|sas|cookie|dbstring/i;
function judgeName(name) {
    if (CONTROL_NAMES.has(name))
        return STRONG;
    if (!HINT.test(name))
        return NONE;
    const words = splitName(name);
    const tail = withoutNeutralTails(words);
    const last = tail.at(-1);
    if (last === undefined || isSwitch(words))
        return NONE;
    const verdict = judgeTail(tail, last);
    if (verdict.strength === 'none' || verdict.kind === 'password')
        return verdict;
    return isPublic(words) ? NONE : verdict;
}
function judgeTail(words, last) {
    const before = words.at(-2) ?? '';
    if (PASSWORD_HEADS.has(last))
        return HARMLESS_QUALIFIERS.has(before) ? NONE : PASSWORD;
    if (last === 'cookie')
        return before === 'erlang' || before === 'release' ? STRONG : NONE;
    if (last === 'base' && before === 'key')
        return STRONG;
    if (last === 'id' && before === 'secret' && words.some(word => word === 'approle' || word === 'vault')) {
        return WEAK;
    }
    if (VETO_TAILS.has(last))
        return NONE;
    if (SECRET_HEADS.has(last))
        return HARMLESS_QUALIFIERS.has(before) ? NONE : STRONG;
    if (last === 'key' || last === 'keys')
        return judgeKey(words, before);
    if (last === 'auth' && before === 'basic')
        return STRONG;
    if (WEAK_HEADS.has(last))
        return WEAK;
    return hasHeadInFront(words) ? WEAK : NONE;
}
function judgeKey(words, before) {
    if (HARMLESS_KEY_QUALIFIERS.has(before))
        return NONE;
    if (KEY_QUALIFIERS.has(before))
        return STRONG;
    return words.length === 1 ? NONE : WEAK;
}
function hasHeadInFront(words) {
    const first = words[0];
    return words.length > 1 && (PASSWORD_HEADS.has(first) || SECRET_HEADS.has(first)) && first !== 'pass';
}
function withoutNeutralTails(words) {
    let end = words.length;
    while (end > 1 && (NEUTRAL_TAILS.has(words[end - 1]) || /^\d+$/.test(words[end - 1]))) {
        end -= 1;
    }
    return words.slice(0, end);
}
function isSwitch(words) {
    return SWITCH_STARTS.has(words[0]) || (words.length > 2 && INNER_SWITCHES.has(words[1]));
}
function isPublic(words) {
    if (words.includes('private') || words.includes('secret'))
        return false;
    if (words.some(word => PUBLIC_WORDS.has(word)))
        return true;
    return BROWSER_STARTS.has(words[0]) && (words[0] === 'vite' || isBrowserPrefix(words));
}
function isBrowserPrefix(words) {
    return words[1] === 'app' || words[1] === 'public';
}

;// CONCATENATED MODULE: ./lib/src/detector/candidate.js
const MAX_SCANNED = 8192;
function isReferenceLocation(location) {
    return (location === 'secrets' ||
        location === 'secret-options' ||
        location === 'repository-credentials' ||
        location === 'fsx-credentials');
}

;// CONCATENATED MODULE: ./lib/src/detector/values/describe.js
function describe(text, length = text.length) {
    const kinds = [];
    if (/\p{L}/u.test(text))
        kinds.push('letters');
    if (/\d/.test(text))
        kinds.push('digits');
    if (/\s/.test(text))
        kinds.push('spaces');
    if (/[^\p{L}\d\s]/u.test(text))
        kinds.push('punctuation');
    const last = kinds.pop();
    const list = kinds.length === 0 ? (last ?? 'nothing') : `${kinds.join(', ')} and ${last}`;
    return `${length} ${length === 1 ? 'character' : 'characters'}, ${kinds.length === 0 ? 'only ' : ''}${list}`;
}
function entropyOf(text) {
    const counts = new Map();
    for (const character of text)
        counts.set(character, (counts.get(character) ?? 0) + 1);
    let bits = 0;
    for (const count of counts.values())
        bits -= (count / text.length) * Math.log2(count / text.length);
    return bits;
}
function looksRandom(text) {
    if (text.length < 16 || text.length > 512 || !/^[A-Za-z0-9+/=_.~-]+$/.test(text))
        return false;
    if (!/\d/.test(text) || !/[A-Za-z]/.test(text) || entropyOf(text) < 3)
        return false;
    const turns = text.match(/[a-z][A-Z0-9]|[A-Z][0-9]|[0-9][A-Za-z]/g)?.length ?? 0;
    return turns >= text.length / 8;
}

;// CONCATENATED MODULE: ./lib/src/detector/phrases.js


const MAX_SHOWN = 100;
const FIELDS = {
    environment: 'environment',
    secrets: 'secrets',
    'secret-options': 'logConfiguration.secretOptions',
    'repository-credentials': 'repositoryCredentials',
    'fsx-credentials': 'fsxWindowsFileServerVolumeConfiguration',
    command: 'command',
    'entry-point': 'entryPoint',
    'health-check': 'healthCheck.command',
    label: 'dockerLabels',
    'log-option': 'logConfiguration.options',
    'firelens-option': 'firelensConfiguration.options',
    'driver-option': 'dockerVolumeConfiguration.driverOpts',
    'environment-file': 'environmentFiles',
    'proxy-property': 'proxyConfiguration.properties',
    tag: 'tags'
};
function fieldOf(location) {
    return FIELDS[location];
}
function subject(candidate) {
    const of = candidate.container === undefined ? '' : ` of container "${shown(candidate.container)}"`;
    return `${kindOf(candidate)}${of}`;
}
function kindOf({ location, name, command }) {
    switch (location) {
        case 'environment':
            return `Variable ${shown(name)}`;
        case 'secrets':
            return `Secret ${shown(name)}`;
        case 'secret-options':
            return `Secret log option ${shown(name)}`;
        case 'log-option':
        case 'firelens-option':
            return `Log option ${shown(name)}`;
        case 'label':
            return `Label ${shown(name)}`;
        case 'tag':
            return `Tag ${shown(name)}`;
        case 'driver-option':
            return `Volume option ${shown(name)}`;
        case 'proxy-property':
            return `Proxy property ${shown(name)}`;
        case 'command':
        case 'entry-point':
        case 'health-check':
            return `Word ${(command?.index ?? 0) + 1} of "${FIELDS[location]}"`;
        case 'environment-file':
            return 'An entry of "environmentFiles"';
        case 'repository-credentials':
        case 'fsx-credentials':
            return `"credentialsParameter" in "${FIELDS[location]}"`;
    }
}
function shown(name) {
    return name.length <= MAX_SHOWN ? name : `${name.slice(0, MAX_SHOWN)}…`;
}
function sizeOf(candidate) {
    return describe(candidate.value, candidate.length);
}
function plaintextMessage(candidate, what) {
    return `${subject(candidate)} holds ${what} in plain text in "${fieldOf(candidate.location)}" (${sizeOf(candidate)}). Everyone who can read this file or describe the task definition can read it.`;
}
const ROTATE = 'Then rotate it: whoever saw it can still use it.';
function plaintextHint(candidate, context) {
    const { location, name } = candidate;
    const field = fieldOf(location);
    if (isReferenceLocation(location)) {
        return `Store the value in Secrets Manager and write a reference to it: "secretsmanager:<secret name>". ${ROTATE}`;
    }
    if (location === 'environment') {
        return context.hasSibling(candidate, 'secrets')
            ? `Remove it from "environment": "secrets" has an entry of this name already. ${ROTATE}`
            : `Remove it from "environment" and add to "secrets": ${entry(name)}. ${ROTATE}`;
    }
    if (location === 'log-option') {
        return `Remove it from "${field}" and add to "logConfiguration.secretOptions": ${entry(name)}. ${ROTATE}`;
    }
    if (location === 'command' || location === 'entry-point' || location === 'health-check') {
        return `Add a variable to "secrets", e.g. ${entry('APP_SECRET')}, and let the command read $APP_SECRET in a shell. ${ROTATE}`;
    }
    if (location === 'driver-option') {
        return `Remove it: volume options can't hold references. Mount with a credentials file, or use "fsxWindowsFileServerVolumeConfiguration" with "credentialsParameter". ${ROTATE}`;
    }
    return `Remove it: "${field}" can't hold references. Give it to the container through "secrets": ${entry('APP_SECRET')}. ${ROTATE}`;
}
function entry(name) {
    return `{"name": ${JSON.stringify(shown(name))}, "valueFrom": "secretsmanager:<secret name>"}`;
}

;// CONCATENATED MODULE: ./lib/src/detector/values/placeholders.js
const WORDS = new Set([
    'changeme',
    'changethis',
    'changeit',
    'changemenow',
    'changeinproduction',
    'changemeinproduction',
    'replaceme',
    'replacethis',
    'replacewithrealvalue',
    'fillme',
    'fillmein',
    'fixme',
    'todo',
    'tbd',
    'setme',
    'overrideme',
    'dummy',
    'example',
    'sample',
    'placeholder',
    'redacted',
    'removed',
    'masked',
    'hidden',
    'censored',
    'sensitive',
    'notprovided',
    'notset',
    'notapplicable',
    'unset',
    'undefined',
    'null',
    'nil',
    'none',
    'na',
    'n/a',
    'empty',
    'blank',
    'insecure',
    'fake',
    'foobar',
    'yourpassword',
    'yoursecret',
    'yourtoken',
    'yourkey',
    'yourapikey'
]);
const FILLERS = new Set('a an the my your our in for from of with to on me this that it here value values password passwd pass secret secrets token tokens key keys api access private public client user username db database real actual production prod change replace insert enter put set add string name id account before deploy deployment later by ci cd via'.split(' '));
const MARKERS = /^(?:dummy|example|placeholder|sample|redacted|fake|todo|tbd|fixme|changeme|replaceme|insert|replace|change|notset|unset)$/;
function isPlaceholder(text, name) {
    const trimmed = text.trim();
    const squeezed = trimmed.toLowerCase().replace(/[\s_-]+/g, '');
    if (WORDS.has(squeezed) || isMasked(trimmed))
        return true;
    if (/^<[^<>]{0,256}>$/.test(trimmed) || /^\[[A-Za-z][A-Za-z _-]{0,126}\]$/.test(trimmed))
        return true;
    if (/[_.-]/.test(name) && trimmed.toLowerCase() === name.toLowerCase())
        return true;
    if (/^your[-_ ]/i.test(trimmed) || /[-_ ]your[-_ ][a-z_ -]{1,128}$/i.test(trimmed))
        return true;
    if (/^[a-z_ -]{1,128}[-_ ](?:goes[-_ ])?here$/i.test(trimmed))
        return true;
    if (/^[A-Za-z0-9+/]{8,60}EXAMPLE(?:KEY)?$/.test(trimmed))
        return true;
    return isShoutedName(trimmed) || isMadeOfFillers(trimmed);
}
function isMasked(text) {
    return /^([*•xX#.?_-])\1{2,}$/.test(text) || /^[A-Za-z]{0,8}[-_]?[A-Za-z]{0,8}[-_]?[xX*]{6,}$/.test(text);
}
function isShoutedName(text) {
    return (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) &&
        text.length <= 128 &&
        /[A-Z]{3}/.test(text) &&
        !/\d{3}/.test(text));
}
function isMadeOfFillers(text) {
    if (text.length > 128)
        return false;
    const words = text
        .toLowerCase()
        .split(/[^a-z]+/)
        .filter(word => word !== '');
    if (/\d/.test(text) || !words.some(word => MARKERS.test(word)))
        return false;
    return words.every(word => MARKERS.test(word) || FILLERS.has(word));
}

;// CONCATENATED MODULE: ./lib/src/detector/values/templates.js
const TEMPLATE = /\$\{\{[^{}]{0,512}\}\}|\$\{[^{}]{0,512}\}|\$\([^()]{0,512}\)|\$\[[^[\]]{1,128}\]|\{\{[^{}]{0,512}\}\}|<%[^%]{0,512}%>|#\{[^{}]{0,256}\}#?|__[A-Za-z][A-Za-z0-9_.-]{0,126}?__|\[\[[^[\]]{1,256}\]\]/g;
const WHOLE_VARIABLE = /^(?:\$[A-Za-z_][A-Za-z0-9_]{0,127}|\{[A-Za-z_][\w.-]{0,127}\}|%%?[A-Za-z_]\w{1,127}%%?|@@?[A-Za-z_][\w.-]{1,127}@@?)$/;
const UNCLOSED = /^(?:\$\{|\{\{|<%)/;
function hasTemplate(text) {
    if (!/[$%{<#@_[]/.test(text))
        return false;
    return WHOLE_VARIABLE.test(text) || UNCLOSED.test(text) || text.search(TEMPLATE) >= 0;
}
function withoutTemplates(text, instead = '') {
    if (!/[$%{<#@_[]/.test(text))
        return text;
    if (WHOLE_VARIABLE.test(text))
        return instead;
    const rest = text.replace(TEMPLATE, instead).replace(TEMPLATE, instead);
    return UNCLOSED.test(rest) ? instead : rest;
}
function isTemplatePart(part) {
    return hasTemplate(part) || WHOLE_VARIABLE.test(part) || /^<[^<>]{1,128}>$/.test(part);
}

;// CONCATENATED MODULE: ./lib/src/detector/values/classify.js


const REFERENCE = /^(?:arn:[a-z0-9-]+:|\{\{resolve:|ref\+[a-z0-9]+:\/\/|vault:|@Microsoft\.KeyVault\(|projects\/[^/]{1,128}\/secrets\/|op:\/\/|(?:secretsmanager|ssm|awssm|awsssm|gcpsm|sm|gsm|akv|azurekeyvault|secretref|env|file|bao|infisical|doppler):|valueFrom:)/i;
const SWITCHES = new Set('true false yes no on off y n t f enable enabled disable disabled require required optional auto default always never include omit same-origin basic bearer'.split(' '));
const ALGORITHM = /^(?:[RHEP]S(?:256|384|512)K?|EdDSA|ES256K|argon2(?:i|d|id)?|s?bcrypt(?:[_-]sha256)?|scrypt|pbkdf2(?:[_-]\w{1,16})?|md5|sha-?[1235](?:-?(?:224|256|384|512))?|hmac[-_]?sha-?\d{1,3}|SCRAM-SHA-\d{1,3}(?:-PLUS)?|PLAIN|GSSAPI|OAUTHBEARER|AES[-_]?\d{3}(?:[-_](?:GCM|CBC|CTR|ECB))?|RSA(?:[-_](?:OAEP|PSS|\d{4}))?|ed25519|x25519|secp256[kr]1|chacha20(?:-poly1305)?|none)$/i;
const PUBLIC_TOKEN = /^(?:pk_(?:live|test)_|(?:live|test)_g?ck_|sb_publishable_|phc_|pk\.eyJ|-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}(?:PUBLIC KEY|CERTIFICATE)|ssh-(?:rsa|ed25519) )/;
const FILE_NAME = /^[\w .-]{1,128}\.(?:pem|key|crt|cer|cert|der|p12|pfx|jks|keystore|truststore|json|ya?ml|txt|env|conf|cfg|ini|properties|gpg|pub|asc|kdbx|toml|xml)$/i;
const JAVA_NAME = /^[a-z][a-z0-9]*(?:\.[a-z][a-z0-9_]*){1,12}\.[A-Z]\w{1,64}$/;
function classifyValue(value, name) {
    const text = value.trim();
    if (text === '')
        return 'empty';
    if (/[:/({]/.test(text) && REFERENCE.test(text))
        return 'reference';
    if (hasTemplate(text) && !hasLiteralBeside(text))
        return 'template';
    if (isPlaceholder(text, name))
        return 'placeholder';
    if (SWITCHES.has(text.toLowerCase()))
        return 'switch';
    if (isNumber(text))
        return 'number';
    if (ALGORITHM.test(text))
        return 'algorithm';
    if (/^[a-z][a-z0-9+.-]{1,31}:\/\//i.test(text))
        return 'url';
    if (isPath(text))
        return 'path';
    if (isIdentifier(text))
        return 'identifier';
    if (PUBLIC_TOKEN.test(text))
        return 'public';
    return 'literal';
}
function hasLiteralBeside(text) {
    const rest = withoutTemplates(text).replace(/^(?:Bearer|Basic|Token|Api-?Key)\b/i, '');
    const letters = rest.replace(/[^A-Za-z0-9]/g, '');
    return letters.length >= 8 && /\d/.test(letters);
}
function isNumber(text) {
    if (!/^[+-]?\d/.test(text))
        return false;
    return (/^[+-]?\d{1,20}(?:[.,]\d{1,10})?\s?(?:%|ms|s|m|h|d|w|y|sec|secs|seconds?|min|mins|minutes?|hours?|days?|weeks?|months?|years?|[kmg]i?b?|bytes?|bits?)?$/i.test(text) || /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{2,18}Z?)?$/.test(text));
}
function isPath(text) {
    if (text.length > 512)
        return false;
    if (FILE_NAME.test(text) || /^[A-Za-z]:\\/.test(text))
        return true;
    if (!/^(?:~|\.{1,2})?\/[\w@.,:/ -]*$/.test(text))
        return false;
    return !text
        .split('/')
        .some(segment => segment.length >= 20 && /\d/.test(segment) && /[a-z]/.test(segment) && /[A-Z]/.test(segment));
}
function isIdentifier(text) {
    if (text.length > 256)
        return false;
    return ((/^[a-z0-9_.-]+(?:\/[a-z0-9_.-]+)+$/.test(text) && /[a-z]{2}/.test(text)) ||
        JAVA_NAME.test(text) ||
        /^0x[0-9a-f]{40}$/i.test(text));
}

;// CONCATENATED MODULE: ./lib/src/detector/rules/by-name.js




const byName = {
    id: 'secret/by-name',
    level: 'error',
    category: 'credential',
    confidence: 'high',
    summary: 'A variable whose name says that it is a credential has a literal value.',
    docs: 'docs/rules/by-name.md',
    controls: ['Security Hub ECS.8', 'PCI DSS 8.6.2', 'CWE-798', 'CWE-312'],
    examine: (candidate, context) => {
        if (candidate.location !== 'environment')
            return undefined;
        const verdict = judgeName(candidate.name);
        if (verdict.strength === 'none' || !isCredential(candidate, verdict))
            return undefined;
        const what = verdict.kind === 'password' ? 'a password' : 'a credential, as its name says,';
        const found = { message: plaintextMessage(candidate, what), hint: plaintextHint(candidate, context) };
        if (verdict.strength === 'strong')
            return found;
        if (looksRandom(candidate.value))
            return { ...found, confidence: 'medium' };
        return { ...found, level: 'warning', confidence: 'low' };
    }
};
function isCredential({ name, value }, { kind, strength }) {
    const text = value.trim();
    switch (classifyValue(value, name)) {
        case 'literal':
            return strength === 'strong' || looksLikeCredential(text);
        case 'number':
            return strength === 'strong' && isNumericCredential(text, kind);
        default:
            return false;
    }
}
function looksLikeCredential(text) {
    return (text.length >= 12 && !/\s/.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text) && entropyOf(text) >= 3);
}
function isNumericCredential(text, kind) {
    return kind === 'password' ? /^\d{3,}$/.test(text) : /^\d{8,}$/.test(text);
}

;// CONCATENATED MODULE: ./lib/src/detector/rules/duplicate.js

const duplicate = {
    id: 'secret/duplicate',
    level: 'error',
    category: 'delivery',
    confidence: 'high',
    summary: 'A name stands in "environment" and in "secrets" of the same container.',
    docs: 'docs/rules/duplicate.md',
    controls: ['Security Hub ECS.8'],
    examine: (candidate, context) => {
        if (candidate.location !== 'environment' || candidate.name === '')
            return undefined;
        if (!context.hasSibling(candidate, 'secrets'))
            return undefined;
        return {
            message: `${subject(candidate)} stands in "environment" and in "secrets". ECS refuses to register that: "The secret name must be unique and not shared with any new or existing environment variables set on the container".`,
            hint: 'Remove the entry from "environment" and keep the one in "secrets".'
        };
    }
};

// EXTERNAL MODULE: ./lib/src/references/parse.js + 3 modules
var parse = __webpack_require__(5459);
;// CONCATENATED MODULE: ./lib/src/detector/rules/reference-faults.js
const FORMS = '"secretsmanager:<secret name>", "ssm:<parameter name>", or the full ARN of a secret or a parameter';
const REFERENCE_FAULTS = {
    'empty-reference': { problem: 'it is empty', hint: `Write ${FORMS}.` },
    'bare-name': {
        problem: 'it is a bare name, or the value itself; ECS would look for an SSM parameter of that name and fail at task start',
        hint: 'Say where it is kept: "secretsmanager:<name>" for a secret, "ssm:<name>" for a parameter. If it is the value itself, store it first and rotate it.'
    },
    'malformed-tail': {
        problem: 'what follows the secret’s name is no JSON key, version stage and version id',
        hint: 'Write "secretsmanager:<secret name>:<JSON key>:<version stage>:<version id>"; leave empty what is not wanted, e.g. "secretsmanager:<secret name>:password::".'
    },
    'json-key-on-parameter': {
        problem: 'it asks for a JSON key of an SSM parameter; ECS takes JSON keys from Secrets Manager only',
        hint: 'Store the value as a parameter of its own, or keep the JSON in Secrets Manager and write "secretsmanager:<secret name>:<JSON key>::".'
    },
    'parameter-version': {
        problem: 'it asks for a version of an SSM parameter; ECS reads the current version only',
        hint: 'Write "ssm:<parameter name>" alone, or keep the value in Secrets Manager, which has versions.'
    },
    'cloudformation-reference': {
        problem: 'it is a dynamic reference of CloudFormation, which ECS does not resolve',
        hint: `Write ${FORMS}.`
    },
    'parameter-here': {
        problem: 'it is an SSM parameter; a private registry’s login is taken from Secrets Manager only',
        hint: 'Store {"username": …, "password": …} as one secret and write "secretsmanager:<secret name>".'
    },
    'tail-here': {
        problem: 'it asks for a part of a secret; ECS takes the whole secret here',
        hint: 'Write "secretsmanager:<secret name>" alone; the secret holds JSON with "username" and "password".'
    }
};
const ARN_FAULT = {
    problem: 'its ARN is not whole: it needs a partition, a region, an account of twelve digits, and a secret or a parameter',
    hint: `Fill in what is missing, or write ${FORMS}.`
};
const OTHER_FAULT = {
    problem: 'it is neither a well-formed ARN of a secret or a parameter nor one of the short forms',
    hint: `Write ${FORMS}.`
};

;// CONCATENATED MODULE: ./lib/src/detector/rules/reference-invalid.js





const UNFILLED = /<[A-Za-z][\w .:/-]{0,126}>/;
const referenceInvalid = {
    id: 'secret/reference-invalid',
    level: 'error',
    category: 'reference',
    confidence: 'high',
    summary: 'A "valueFrom" or "credentialsParameter" is not a reference that ECS can use.',
    docs: 'docs/rules/reference-invalid.md',
    controls: [],
    examine: candidate => {
        const { location, value } = candidate;
        if (!isReferenceLocation(location) || isFilledLater(value))
            return undefined;
        if (isFullPath(candidate))
            return fullPathEvidence(candidate);
        const code = faultCode((0,parse/* parseReference */.F)(value), candidate);
        if (code === undefined)
            return undefined;
        const { problem, hint } = REFERENCE_FAULTS[code] ?? (value.startsWith('arn:') ? ARN_FAULT : OTHER_FAULT);
        return {
            message: `${subject(candidate)} has no reference that ECS can use in "${fieldOf(location)}": ${problem}.`,
            hint
        };
    }
};
function isFilledLater(value) {
    return !value.startsWith('{{resolve:') && (hasTemplate(value) || UNFILLED.test(value));
}
function faultCode(reference, { location }) {
    switch (reference.kind) {
        case 'malformed':
            return reference.fault.code;
        case 'bare':
            return location === 'repository-credentials' && reference.lookable ? undefined : reference.fault.code;
        case 'parameter-name':
        case 'parameter-arn':
            return location === 'repository-credentials' ? 'parameter-here' : undefined;
        case 'secret-name':
        case 'secret-arn': {
            const wholeOnly = location === 'repository-credentials' || location === 'fsx-credentials';
            return wholeOnly && reference.tail !== undefined ? 'tail-here' : undefined;
        }
    }
}
function isFullPath({ location, value }) {
    return ((location === 'secrets' || location === 'secret-options') &&
        /^(?:\/[A-Za-z0-9_.-]{1,128}){1,15}$/.test(value));
}
function fullPathEvidence(candidate) {
    return {
        level: 'warning',
        message: `${subject(candidate)} has a path in "${fieldOf(candidate.location)}" that does not say where it is kept. ECS would read it as the name of an SSM parameter; a deployment asks for the explicit form.`,
        hint: 'Write "ssm:" in front of it.'
    };
}

;// CONCATENATED MODULE: ./lib/src/detector/shapes/checksum.js
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
function hasGithubChecksum(token) {
    const body = token.slice(token.indexOf('_') + 1);
    return githubChecksum(body.slice(0, -6)) === body.slice(-6);
}
function githubChecksum(random) {
    let rest = crc32(random);
    let text = '';
    while (rest > 0) {
        text = ALPHABET.charAt(rest % 62) + text;
        rest = Math.floor(rest / 62);
    }
    return text.padStart(6, '0');
}
function crc32(text) {
    let crc = 0xffffffff;
    for (let i = 0; i < text.length; i++) {
        crc ^= text.charCodeAt(i);
        for (let bit = 0; bit < 8; bit++)
            crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    return (crc ^ 0xffffffff) >>> 0;
}
function decodedBase64(text) {
    return Buffer.from(text, 'base64').toString('utf8');
}
function hasDiscordId(token) {
    return /^\d{17,20}$/.test(decodedBase64(token.slice(0, token.indexOf('.'))));
}
function judgeJwt(token) {
    const [header, payload] = token.split('.').slice(0, 2).map(decodedBase64);
    if (header === undefined || !/"alg"\s*:/.test(header))
        return 'refuted';
    if (payload === undefined || /"role"\s*:\s*"anon"/.test(payload))
        return 'refuted';
    if (/"name"\s*:\s*"John Doe"/.test(payload))
        return 'refuted';
    return 'proven';
}

;// CONCATENATED MODULE: ./lib/src/detector/shapes/shape.js
function shape(what, body, needles) {
    const list = typeof needles === 'string' ? [needles] : needles;
    const first = list.length === 1 ? list[0] : undefined;
    return {
        what,
        needles: list,
        pattern: bounded(body),
        ...(first !== undefined && /^[A-Za-z][\w-]{1,11}[_.-]$/.test(first) ? { prefix: first } : {})
    };
}
function bounded(body) {
    return new RegExp(`(?<![A-Za-z0-9])(?:${body})(?![A-Za-z0-9])`, 'g');
}

;// CONCATENATED MODULE: ./lib/src/detector/shapes/chat.js


const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';
const CHAT_SHAPES = [
    shape('a Slack token', 'xox[abeoprs]-(?:\\d{1,13}-){1,3}[A-Za-z0-9]{20,64}', ['xox']),
    shape('a Slack configuration token', 'xoxe(?:\\.xox[bp])?-\\d-[A-Za-z0-9]{100,250}', 'xoxe'),
    shape('a Slack app token', 'xapp-\\d-[A-Z0-9]{5,24}-\\d{5,24}-[a-z0-9]{20,80}', 'xapp-'),
    shape('a Slack webhook address', 'hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Z0-9]{8,14}/[A-Z0-9]{8,20}/[A-Za-z0-9/]{16,64}', 'hooks.slack.com/'),
    shape('a Discord webhook address', 'discord(?:app)?\\.com/api/(?:v\\d{1,2}/)?webhooks/\\d{17,20}/[\\w-]{60,80}', '/webhooks/'),
    {
        what: 'a Discord bot token',
        needles: ['.'],
        pattern: bounded('[MNO][\\w-]{22,27}\\.[\\w-]{6}\\.[\\w-]{27,38}'),
        verify: token => (hasDiscordId(token) ? 'proven' : 'refuted')
    },
    { what: 'a Telegram bot token', needles: [':AA'], pattern: bounded('\\d{8,10}:AA[\\w-]{33}') },
    shape('a Microsoft Teams webhook address', `webhook\\.office\\.com/webhookb2/${UUID}@${UUID}/IncomingWebhook/[a-f0-9]{32}/[\\w-]{36,64}`, 'webhook.office.com/'),
    shape('a Twilio API key', 'SK[a-f0-9]{32}', 'SK'),
    shape('a SendGrid API key', 'SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}', 'SG.'),
    shape('a Mailgun API key', '(?:key-[a-f0-9]{32}|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8})', '-'),
    shape('a Mailchimp API key', '[a-f0-9]{32}-us\\d{1,2}', '-us'),
    shape('a Brevo key', 'x(?:keysib|smtpsib)-[a-f0-9]{64}-[A-Za-z0-9]{16}', ['xkeysib-', 'xsmtpsib-']),
    shape('a Resend API key', 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}', 're_'),
    shape('a Mandrill API key', 'md-[A-Za-z0-9]{22}', 'md-'),
    shape('a Linear API key', 'lin_(?:api|oauth)_[A-Za-z0-9]{40,64}', ['lin_api_', 'lin_oauth_']),
    shape('a Notion token', '(?:secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40,50})', ['secret_', 'ntn_']),
    shape('an Airtable token', 'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}', 'pat'),
    shape('a Figma token', 'figd_[\\w-]{40,50}', 'figd_'),
    shape('a HubSpot token', `pat-(?:na|eu)\\d-${UUID}`, 'pat-'),
    shape('a Typeform token', 'tfp_[\\w-]{40,64}', 'tfp_'),
    shape('a ClickUp token', 'pk_\\d{6,10}_[A-Z0-9]{32}', 'pk_'),
    shape('a Klaviyo private key', 'pk_[a-f0-9]{34}', 'pk_'),
    shape('a Mapbox secret token', 'sk\\.eyJ[\\w-]{40,200}\\.[\\w-]{20,30}', 'sk.eyJ'),
    shape('a Facebook access token', 'EAA[A-Za-z0-9]{100,300}', 'EAA'),
    shape('a Twitter bearer token', 'AAAAAAAAAAAAAAAAAAAAA[\\w%]{60,120}', 'AAAAAAAAAAAAAAAAAAAAA')
];

;// CONCATENATED MODULE: ./lib/src/detector/shapes/cloud.js

const CLOUD_SHAPES = [
    {
        what: 'an AWS access key id',
        needles: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
        pattern: bounded('(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}')
    },
    shape('an Amazon Bedrock API key', 'ABSK[A-Za-z0-9+/]{100,180}={0,2}', 'ABSK'),
    {
        ...shape('a Google API key', 'AIza[\\w-]{35}', 'AIza'),
        verify: (_, name) => /firebase|^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC)_/i.test(name) ? 'refuted' : 'likely'
    },
    shape('a Google OAuth client secret', 'GOCSPX-[\\w-]{28}', 'GOCSPX-'),
    shape('a Google OAuth access token', 'ya29\\.[\\w-]{30,1024}', 'ya29.'),
    shape('an Azure storage account key', 'AccountKey=[A-Za-z0-9+/]{86}==', 'AccountKey='),
    shape('an Azure shared access key', 'SharedAccessKey=[A-Za-z0-9+/]{42,86}={0,2}', 'SharedAccessKey='),
    { what: 'an Azure client secret', needles: ['Q~'], pattern: bounded('[\\w~.-]{3}\\dQ~[\\w~.-]{31,34}') },
    {
        what: 'an Azure DevOps token',
        needles: ['AZDO'],
        pattern: bounded('[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}')
    },
    { what: 'an Azure function key', needles: ['AzFu'], pattern: bounded('[\\w-]{44}AzFu[\\w-]{5}[AQgw]==') },
    shape('a DigitalOcean token', 'do[oprt]_v1_[a-f0-9]{64}', ['dop_v1_', 'doo_v1_', 'dor_v1_', 'dot_v1_']),
    shape('a Heroku API key', 'HRKU-AA[\\w-]{50,64}', 'HRKU-'),
    shape('a Cloudflare origin CA key', 'v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}', 'v1.0-'),
    shape('an Alibaba Cloud access key id', 'LTAI[A-Za-z0-9]{17,21}', 'LTAI'),
    shape('a Fly.io token', '(?:fo1_[\\w-]{43}|fm2_[A-Za-z0-9+/]{100,2048}={0,3})', ['fo1_', 'fm2_']),
    shape('a Render API key', 'rnd_[A-Za-z0-9]{28,40}', 'rnd_'),
    shape('a PlanetScale password or token', 'pscale_(?:pw|tkn|oauth)_[\\w.=-]{32,64}', 'pscale_'),
    shape('a Supabase access token', 'sbp_(?:v0_)?[a-f0-9]{40}', 'sbp_'),
    shape('a Supabase secret key', 'sb_secret_[\\w-]{20,64}', 'sb_secret_'),
    shape('a Neon API key', 'napi_[a-z0-9]{60,70}', 'napi_'),
    shape('a HashiCorp Vault token', 'hv[sbr]\\.[\\w-]{24,300}', ['hvs.', 'hvb.', 'hvr.']),
    shape('a Terraform Cloud token', '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,90}', '.atlasv1.'),
    shape('a Pulumi access token', 'pul-[a-f0-9]{40}', 'pul-'),
    shape('a Doppler token', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{40,80}', 'dp.'),
    shape('a 1Password service account token', 'ops_eyJ[A-Za-z0-9+/=_-]{100,2048}', 'ops_eyJ'),
    shape('a Databricks token', 'dapi[a-f0-9]{32}(?:-\\d)?', 'dapi'),
    shape('a Snyk token', 'snyk_uat\\.[a-f0-9]{8}\\.[\\w-]{40,2048}', 'snyk_uat.'),
    shape('a SonarQube token', 'sq[pua]_[a-f0-9]{40}', ['sqp_', 'squ_', 'sqa_']),
    shape('a Tailscale key', 'tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{6,24}-[A-Za-z0-9]{16,64}', 'tskey-'),
    shape('an age secret key', 'AGE-SECRET-KEY-1[A-Z0-9]{58}', 'AGE-SECRET-KEY-1'),
    shape('a Prefect API key', 'pnu_[A-Za-z0-9]{36}', 'pnu_'),
    shape('an Okta API token', 'SSWS 00[\\w-]{40}', 'SSWS 00'),
    shape('a LaunchDarkly server key', 'sdk-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}', 'sdk-'),
    shape('an Elastic Cloud API key', 'essu_[A-Za-z0-9+/]{20,200}={0,2}', 'essu_'),
    shape('a Contentful management token', 'CFPAT-[\\w-]{43}', 'CFPAT-')
];

;// CONCATENATED MODULE: ./lib/src/detector/shapes/code.js


function verifyChecksum(token) {
    return hasGithubChecksum(token) ? 'proven' : 'unsure';
}
const GITLAB_PREFIXES = [
    'glpat-',
    'gldt-',
    'glrt-',
    'glrtr-',
    'glptt-',
    'glft-',
    'glsoat-',
    'glcbt-',
    'glimt-',
    'glagent-',
    'gloas-',
    'glffct-',
    'glwt-'
];
const CODE_SHAPES = [
    {
        what: 'a GitHub token',
        needles: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
        pattern: bounded('gh[pousr]_[A-Za-z0-9]{36}'),
        verify: verifyChecksum
    },
    shape('a GitHub fine-grained token', 'github_pat_\\w{82}', 'github_pat_'),
    {
        what: 'an npm access token',
        needles: ['npm_'],
        pattern: bounded('npm_[A-Za-z0-9]{36}'),
        prefix: 'npm_',
        verify: verifyChecksum
    },
    shape('a GitLab token', `(?:${GITLAB_PREFIXES.join('|')})[\\w-]{20,300}(?:\\.[\\w.-]{2,64})?`, GITLAB_PREFIXES),
    shape('a GitLab runner registration token', 'GR1348941[\\w-]{20}', 'GR1348941'),
    shape('an Atlassian API token', 'AT(?:ATT3|CTT3|BBT3)?xFfGF?[\\w=-]{20,300}', 'xFfG'),
    shape('a Bitbucket app password', 'ATBB[A-Za-z0-9]{24}[A-Z0-9]{8}', 'ATBB'),
    shape('a PyPI token', 'pypi-AgE[\\w-]{50,1024}', 'pypi-AgE'),
    shape('a RubyGems key', 'rubygems_[a-f0-9]{48}', 'rubygems_'),
    shape('a NuGet key', 'oy2[a-z0-9]{43}', 'oy2'),
    shape('a crates.io token', 'cio[A-Za-z0-9]{32}', 'cio'),
    shape('a Docker access token', 'dckr_(?:pat|oat)_[\\w-]{27,40}', ['dckr_pat_', 'dckr_oat_']),
    shape('an Artifactory key', '(?:AKCp[A-Za-z0-9]{69}|cmVmdGtu[A-Za-z0-9]{56})', ['AKCp', 'cmVmdGtu']),
    shape('a Sourcegraph token', 'sgp_(?:(?:[a-f0-9]{16}|local)_)?[a-f0-9]{40}', 'sgp_'),
    shape('a CircleCI token', 'CCIPAT_[A-Za-z0-9]{22}_[a-f0-9]{40}', 'CCIPAT_'),
    shape('a Buildkite token', 'bkua_[a-z0-9]{40}', 'bkua_'),
    shape('a Clojars token', 'CLOJARS_[a-z0-9]{60}', 'CLOJARS_'),
    shape('a Postman API key', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}', 'PMAK-'),
    shape('a ReadMe API key', 'rdme_[a-z0-9]{70}', 'rdme_')
];

;// CONCATENATED MODULE: ./lib/src/detector/shapes/example.js
const example_WORDS = /example|sample|placeholder|redacted|changeme|replace|dummy|your[-_]|[-_]your|[-_]here\b|fake|insert/i;
const RUNS = /([A-Za-z0-9])\1{5}|[xX*]{5}|0?123456789|abcdefgh|ABCDEFGH/;
function isExample(token) {
    if (token.startsWith('-----BEGIN'))
        return false;
    if (example_WORDS.test(token))
        return true;
    return RUNS.test(token.replace(/^A{20,30}/, '')) || new Set(token.slice(-16)).size <= 4;
}

;// CONCATENATED MODULE: ./lib/src/detector/shapes/key.js


const PEM_NEEDLE = 'PRIVATE KEY';
const KEY_SHAPES = [
    {
        what: 'a private key',
        needles: [PEM_NEEDLE],
        pattern: /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----[\s\\nr"]{0,8}[A-Za-z0-9+/=\s\\:,.-]{24}/g
    },
    {
        what: 'a private key in base64',
        needles: ['LS0tLS1CRUdJTi'],
        pattern: /LS0tLS1CRUdJTi[A-Za-z0-9+/]{24,200}/g,
        verify: token => (decodedBase64(token).includes(PEM_NEEDLE) ? 'proven' : 'refuted')
    },
    {
        what: 'a PuTTY private key',
        needles: ['PuTTY-User-Key-File-'],
        pattern: /PuTTY-User-Key-File-\d: [\w-]{4,32}/g
    },
    {
        what: 'a JSON Web Token',
        needles: ['eyJ'],
        pattern: bounded('eyJ[\\w-]{10,1000}\\.eyJ[\\w-]{2,4000}\\.[\\w-]{10,1400}'),
        verify: judgeJwt
    },
    {
        what: 'a bcrypt password hash',
        needles: ['$2a$', '$2b$', '$2x$', '$2y$'],
        pattern: /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}(?![./A-Za-z0-9])/g
    },
    {
        what: 'a Unix password hash',
        needles: ['$5$', '$6$', '$y$', '$apr1$'],
        pattern: /\$(?:5|6|y|apr1)\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{2,32}\$[./A-Za-z0-9]{22,86}/g
    }
];

;// CONCATENATED MODULE: ./lib/src/detector/shapes/model.js

const model_UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';
const MODEL_SHAPES = [
    shape('an OpenAI API key', 'sk-(?:(?:proj|svcacct|admin)-[\\w-]{40,200}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})', ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'T3BlbkFJ']),
    shape('an Anthropic API key', 'sk-ant-(?:api|admin|sid|oat)\\d\\d-[\\w-]{60,150}', 'sk-ant-'),
    shape('an OpenRouter API key', 'sk-or-v1-[a-f0-9]{64}', 'sk-or-'),
    shape('a Langfuse secret key', `sk-lf-${model_UUID}`, 'sk-lf-'),
    shape('a DeepSeek API key', 'sk-[a-f0-9]{32}', 'sk-'),
    shape('an ElevenLabs API key', 'sk_[a-f0-9]{48}', 'sk_'),
    shape('a Hugging Face token', '(?:hf_[A-Za-z]{34,40}|api_org_[A-Za-z]{34})', ['hf_', 'api_org_']),
    shape('a Groq API key', 'gsk_[A-Za-z0-9]{48,56}', 'gsk_'),
    shape('a Replicate token', 'r8_[A-Za-z0-9]{37}', 'r8_'),
    shape('a Perplexity API key', 'pplx-[A-Za-z0-9]{48,56}', 'pplx-'),
    shape('an xAI API key', 'xai-[A-Za-z0-9]{80}', 'xai-'),
    shape('a LangSmith API key', 'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}', 'lsv2_'),
    shape('a Tavily API key', 'tvly-(?:dev-)?[A-Za-z0-9]{32}', 'tvly-'),
    shape('a Pinecone API key', 'pcsk_[A-Za-z0-9_]{50,90}', 'pcsk_'),
    shape('an NVIDIA API key', 'nvapi-[\\w-]{60,80}', 'nvapi-'),
    shape('a Sentry token', '(?:sntrys_eyJ[A-Za-z0-9+/=_-]{60,500}|sntryu_[a-f0-9]{64})', [
        'sntrys_',
        'sntryu_'
    ]),
    shape('a New Relic key', '(?:NRAK-[A-Z0-9]{27}|NRII-[\\w-]{32}|[a-f0-9]{36}NRAL)', [
        'NRAK-',
        'NRII-',
        'NRAL'
    ]),
    shape('a Grafana token', '(?:glc_eyJ[A-Za-z0-9+/]{40,400}={0,2}|glsa_[A-Za-z0-9]{32}_[a-f0-9]{8})', [
        'glc_eyJ',
        'glsa_'
    ]),
    shape('a Dynatrace token', 'dt0c01\\.[A-Z2-7]{24}\\.[A-Z2-7]{64}', 'dt0c01.'),
    shape('a Honeycomb key', 'hc[abx]ik_[a-z0-9]{58}', ['hcaik_', 'hcbik_', 'hcxik_']),
    shape('an Axiom token', `xaa[pt]-${model_UUID}`, ['xaat-', 'xaap-']),
    shape('a PostHog personal key', 'phx_[A-Za-z0-9]{40,60}', 'phx_'),
    shape('a Logfire token', 'pylf_v\\d_[a-z]{2}_[A-Za-z0-9]{40,50}', 'pylf_v')
];

;// CONCATENATED MODULE: ./lib/src/detector/shapes/payment.js

const ALPACA_NAME = /(?:^|[^a-z])(?:apca|alpaca)(?:[^a-z]|$)/i;
const PAYMENT_SHAPES = [
    shape('a Stripe secret key', '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,250}', ['k_live_', 'k_test_']),
    shape('a Stripe webhook secret', 'whsec_[A-Za-z0-9+/]{24,64}={0,2}', 'whsec_'),
    shape('a Square token', '(?:sq0atp-[\\w-]{22}|sq0csp-[\\w-]{43}|EAAA[\\w-]{60})', [
        'sq0atp-',
        'sq0csp-',
        'EAAA'
    ]),
    shape('a Shopify token', 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}', ['shpat_', 'shpca_', 'shppa_', 'shpss_']),
    shape('a Braintree access token', 'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}', 'access_token$'),
    shape('a Flutterwave secret key', 'FLWSECK(?:_TEST)?-[a-z0-9]{12,40}-X', 'FLWSECK'),
    shape('a Plaid access token', 'access-(?:sandbox|development|production)-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}', 'access-'),
    shape('a Lob API key', '(?:live|test)_[a-f0-9]{35}', ['live_', 'test_']),
    shape('a Toss Payments secret key', '(?:live|test)_g?sk_[A-Za-z0-9]{20,64}', ['live_', 'test_']),
    shape('a Xendit key', 'xnd_(?:production|development)_[A-Za-z0-9]{40,80}', 'xnd_'),
    shape('a Duffel token', 'duffel_(?:live|test)_[\\w-]{43}', 'duffel_'),
    shape('an EasyPost key', 'EZ[AT]K[A-Za-z0-9]{54}', ['EZAK', 'EZTK']),
    shape('a Shippo token', 'shippo_(?:live|test)_[a-f0-9]{40}', 'shippo_'),
    {
        what: 'an Alpaca API key',
        needles: ['PK', 'AK', 'CK'],
        pattern: bounded('(?:PK|AK|CK)[A-Z0-9]{18}(?:[A-Z0-9]{6})?'),
        verify: (_, name) => (ALPACA_NAME.test(name) ? 'likely' : 'refuted')
    }
];

;// CONCATENATED MODULE: ./lib/src/detector/shapes/match.js







const SHAPES = [
    ...KEY_SHAPES,
    ...CODE_SHAPES,
    ...CLOUD_SHAPES,
    ...MODEL_SHAPES,
    ...PAYMENT_SHAPES,
    ...CHAT_SHAPES
];
const LONG_RUN = /\S{16}/;
const ANY_NEEDLE = new RegExp([...new Set(SHAPES.flatMap(({ needles }) => needles))]
    .map(needle => needle.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
    .join('|'));
function matchShape(text, name) {
    if (!LONG_RUN.test(text) || !ANY_NEEDLE.test(text))
        return undefined;
    for (const shape of SHAPES) {
        if (!shape.needles.some(needle => text.includes(needle)))
            continue;
        for (const [token] of text.matchAll(shape.pattern)) {
            const verification = shape.verify?.(token, name) ?? 'likely';
            if (verification === 'refuted')
                continue;
            if (verification === 'proven' || !isExample(token))
                return { shape, verification, token };
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/src/detector/rules/token-shape.js



const ARN = /^arn:[a-z0-9-]{1,32}:/;
const tokenShape = {
    id: 'secret/token-shape',
    level: 'error',
    category: 'credential',
    confidence: 'high',
    summary: 'A text has the shape of a known provider’s token or of a private key.',
    docs: 'docs/rules/token-shape.md',
    controls: ['Security Hub ECS.8', 'PCI DSS 8.6.2', 'CWE-798', 'CWE-312'],
    examine: (candidate, context) => {
        if (ARN.test(candidate.value))
            return undefined;
        const match = matchShape(candidate.value, candidate.name);
        if (!match)
            return undefined;
        const { what, prefix } = match.shape;
        const named = prefix === undefined ? what : `${what} (${prefix}…)`;
        return {
            message: isReferenceLocation(candidate.location)
                ? `${subject(candidate)} holds ${named} where ECS expects a reference (${sizeOf(candidate)}). Everyone who can read this file can read it.`
                : plaintextMessage(candidate, named),
            hint: plaintextHint(candidate, context),
            ...(match.verification === 'unsure' ? { confidence: 'medium' } : {})
        };
    },
    credentialsIn: candidate => {
        const match = matchShape(candidate.value, candidate.name);
        return match ? [match.token] : [];
    }
};

;// CONCATENATED MODULE: ./lib/src/detector/urls/login.js
function percentDecoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./lib/src/detector/urls/parameters.js


const QUERY = /[?&;]([A-Za-z][\w.-]{1,40})=([^&;#\s"'<>]{1,1024})/g;
const KEYWORD = /(?:^|[\s;,])([A-Za-z][\w.-]{0,40}(?: [A-Za-z]{1,12})?)\s{0,2}=\s{0,2}("[^"]{1,512}"|'[^']{1,512}'|[^\s;,"'][^\s;,]{0,511})/g;
const COMPANIONS = /(?:^|[\s;,])(?:user(?: ?id|name)?|uid|login|host(?:name|addr)?|server|data source|address|addr|db ?name|database|initial catalog|endpoint|account ?name)\s{0,2}=/i;
const SIGNATURES = /^(?:sig|signature|x-amz-signature|x-goog-signature|x-amz-security-token)$/i;
function queryLogins(text) {
    if (!text.includes('=') || !/:\/\/|^jdbc:/.test(text))
        return [];
    const found = [];
    for (const [, parameter = '', raw = ''] of text.matchAll(QUERY)) {
        const signs = SIGNATURES.test(parameter) && raw.length >= 20;
        if (!signs && judgeName(parameter).strength !== 'strong')
            continue;
        found.push({ where: 'a URL parameter', raw, password: percentDecoded(raw), parameter });
    }
    return found;
}
function keywordLogins(text) {
    if (!text.includes('=') || !COMPANIONS.test(text))
        return [];
    const found = [];
    for (const [, parameter = '', quoted = ''] of text.matchAll(KEYWORD)) {
        if (judgeName(parameter).strength !== 'strong')
            continue;
        const raw = quoted.replace(/^(["'])(.*)\1$/s, '$2');
        found.push({ where: 'a connection string', raw, password: raw, parameter });
    }
    return found;
}

;// CONCATENATED MODULE: ./lib/src/detector/urls/userinfo.js

const MAX_AUTHORITY = 1024;
const ORACLE = /\bjdbc:oracle:\w{1,16}:([^\s/:@]{1,128})\/("[^"\s]{1,128}"|[^\s@/]{1,128})@/gi;
const GO_MYSQL = /(?:^|\s)([^\s:@/]{1,64}):([^\s]{1,128})@(?:tcp|unix)\(/g;
function userinfoLogins(text) {
    const found = [];
    for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
        const login = /[A-Za-z0-9]/.test(text.charAt(at - 1)) ? loginAfter(text, at + 3) : undefined;
        if (login)
            found.push(login);
    }
    const patterns = [
        ...(text.includes('@tcp(') || text.includes('@unix(') ? [GO_MYSQL] : []),
        ...(/jdbc:oracle:/i.test(text) ? [ORACLE] : [])
    ];
    for (const pattern of patterns) {
        for (const [, user = '', raw = ''] of text.matchAll(pattern)) {
            found.push({ where: 'a connection string', raw, password: raw.replaceAll('"', ''), user });
        }
    }
    return found;
}
function loginAfter(text, start) {
    const rest = /^[^\s"'<>`\\|]*/.exec(text.slice(start, start + MAX_AUTHORITY))[0];
    const end = authorityEnd(rest);
    const authority = rest.slice(0, end);
    const at = authority.lastIndexOf('@');
    if (at < 0)
        return undefined;
    const colon = authority.indexOf(':');
    if (colon < 0 || colon > at)
        return undefined;
    const raw = authority.slice(colon + 1, at);
    if (raw === '')
        return undefined;
    return {
        where: 'the user part of a URL',
        raw,
        password: percentDecoded(raw),
        user: percentDecoded(authority.slice(0, colon)),
        host: authority.slice(at + 1).replace(/:\d{1,5}$/, '')
    };
}
function authorityEnd(rest) {
    const end = rest.search(/[/?#]/);
    if (end < 0)
        return rest.length;
    const head = rest.slice(0, end);
    if (head.includes('@'))
        return end;
    const colon = head.indexOf(':');
    if (colon < 0 || /^\d{0,5}$/.test(head.slice(colon + 1)))
        return end;
    const later = /@[A-Za-z0-9][\w.-]{0,253}(?::\d{1,5})?(?:[/?#]|$)/.exec(rest);
    return later ? later.index + later[0].replace(/[/?#]$/, '').length : end;
}

;// CONCATENATED MODULE: ./lib/src/detector/rules/url-userinfo.js






const HOLE = '\uE000';
const DOCUMENTATION = /^(?:localhost|127\.0\.0\.1|(?:[\w-]+\.)?example\.(?:com|org|net))$/i;
const urlUserinfo = {
    id: 'secret/url-userinfo',
    level: 'error',
    category: 'credential',
    confidence: 'high',
    summary: 'A URL or connection string holds a password or key.',
    docs: 'docs/rules/url-userinfo.md',
    controls: ['Security Hub ECS.8', 'PCI DSS 8.6.2', 'CWE-798', 'CWE-312'],
    examine: (candidate, context) => {
        const login = findLogin(candidate);
        if (!login)
            return undefined;
        const what = login.parameter === undefined ? `a password in ${login.where}` : `a credential in ${login.where}`;
        return {
            message: plaintextMessage(candidate, what),
            hint: `Put the whole text into the secret, or only the password and let the application join them. ${plaintextHint(candidate, context)}`,
            ...(isDocumentation(login) ? { level: 'warning', confidence: 'low' } : {})
        };
    },
    credentialsIn: candidate => {
        const login = findLogin(candidate);
        return login ? [login.raw, login.password] : [];
    }
};
function findLogin(candidate) {
    const { location, value } = candidate;
    if (value.length < 6 || isReferenceLocation(location) || !/:\/\/|=|@/.test(value))
        return undefined;
    const text = withHoles(value);
    const inCommand = location === 'command' || location === 'entry-point' || location === 'health-check';
    const logins = [...userinfoLogins(text), ...queryLogins(text), ...(inCommand ? [] : keywordLogins(text))];
    return logins.find(isLiteral);
}
function withHoles(text) {
    return withoutTemplates(text, HOLE);
}
function isLiteral(login) {
    const { password, parameter } = login;
    const rest = password.replaceAll(HOLE, '');
    if (rest === '' || (password.includes(HOLE) && rest.length < 6))
        return false;
    if (isTemplatePart(login.raw) || /^%[sdv]$|^\{\w{0,64}\}$|^:\w+$/.test(password))
        return false;
    const kind = classifyValue(password, parameter ?? '');
    if (parameter === undefined)
        return kind !== 'placeholder' && kind !== 'empty' && kind !== 'reference';
    return kind === 'literal' || (kind === 'number' && /pass|pwd/i.test(parameter));
}
function isDocumentation({ host, user, password }) {
    if (host === undefined || !DOCUMENTATION.test(host))
        return false;
    return /^(?:user(?:name)?|login)$/i.test(user ?? '') && /^pass(?:word|wd)?$/i.test(password);
}

;// CONCATENATED MODULE: ./lib/src/detector/rules.js





const RULES = [tokenShape, urlUserinfo, byName, referenceInvalid, duplicate];

// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(8108);
;// CONCATENATED MODULE: ./lib/src/detector/fields.js
function textOf(node) {
    switch (node.kind) {
        case 'string':
            return node.value;
        case 'number':
            return node.raw;
        case 'boolean':
            return String(node.value);
        default:
            return undefined;
    }
}
function listOf(node) {
    return node.kind === 'array' ? node.items : [node];
}
function eachField(node, use) {
    if (node.kind !== 'object')
        return;
    for (const { key, value } of node.members)
        use(fieldName(key), value);
}
function hasField(node, field) {
    return node.members.some(member => fieldName(member.key) === field);
}
function textField(node, field) {
    const member = node.members.findLast(({ key }) => fieldName(key) === field);
    return member && textOf(member.value);
}
function fieldName(key) {
    const first = key.charCodeAt(0);
    const lowered = first >= 65 && first <= 90 ? key.charAt(0).toLowerCase() + key.slice(1) : key;
    return lowered.includes('_')
        ? lowered.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase())
        : lowered;
}

;// CONCATENATED MODULE: ./lib/src/detector/walk.js



const MAX_DEPTH = 24;
function walk(root) {
    const sink = { found: [], containers: 0 };
    visit(root, 0, sink);
    return sink.found;
}
function visit(node, depth, sink) {
    if (depth > MAX_DEPTH)
        return;
    if (node.kind === 'array') {
        for (const item of node.items)
            visit(item, depth + 1, sink);
        return;
    }
    if (node.kind !== 'object')
        return;
    if (hasField(node, 'containerDefinitions'))
        visitTask(node, sink);
    else {
        if (isContainer(node))
            visitContainer(node, sink);
        for (const member of node.members)
            visit(member.value, depth + 1, sink);
    }
}
function isContainer(node) {
    return node.members.some(({ key, value }) => {
        const field = fieldName(key);
        if (field === 'image')
            return value.kind === 'string';
        return (field === 'environment' || field === 'secrets') && value.kind === 'array';
    });
}
function visitTask(task, sink) {
    const scope = { scope: -1 };
    eachField(task, (field, value) => {
        if (field === 'containerDefinitions') {
            for (const item of listOf(value))
                if (item.kind === 'object')
                    visitContainer(item, sink);
        }
        else if (field === 'volumes') {
            for (const volume of (0,tree/* itemsOf */.S3)(value))
                visitVolume(volume, sink);
        }
        else if (field === 'tags') {
            addPairs(value, { location: 'tag', scope, nameField: 'key', valueField: 'value' }, sink);
        }
        else if (field === 'proxyConfiguration') {
            eachField(value, (inner, properties) => {
                if (inner === 'properties' || inner === 'proxyConfigurationProperties') {
                    addPairs(properties, { location: 'proxy-property', scope, nameField: 'name', valueField: 'value' }, sink);
                }
            });
        }
    });
}
function visitContainer(container, sink) {
    const name = textField(container, 'name');
    const scope = { scope: sink.containers++, ...(name === undefined ? {} : { container: name }) };
    eachField(container, (field, value) => {
        switch (field) {
            case 'environment':
                return addPairs(value, { location: 'environment', scope, nameField: 'name', valueField: 'value' }, sink);
            case 'secrets':
                return addPairs(value, { location: 'secrets', scope, nameField: 'name', valueField: 'value' }, sink);
            case 'environmentFiles':
                return addPairs(value, { location: 'environment-file', scope, nameField: 'type', valueField: 'value' }, sink);
            case 'command':
                return addCommand(value, { location: 'command', scope }, sink);
            case 'entryPoint':
                return addCommand(value, { location: 'entry-point', scope }, sink);
            case 'healthCheck':
                return eachField(value, (inner, words) => {
                    if (inner === 'command')
                        addCommand(words, { location: 'health-check', scope }, sink);
                });
            case 'dockerLabels':
                return addMembers(value, { location: 'label', scope }, sink);
            case 'logConfiguration':
                return visitLogConfiguration(value, scope, sink);
            case 'firelensConfiguration':
                return eachField(value, (inner, options) => {
                    if (inner === 'options')
                        addMembers(options, { location: 'firelens-option', scope }, sink);
                });
            case 'repositoryCredentials':
                return addCredentialsParameter(value, { location: 'repository-credentials', scope }, sink);
        }
    });
}
function visitLogConfiguration(node, scope, sink) {
    eachField(node, (field, value) => {
        if (field === 'options')
            addMembers(value, { location: 'log-option', scope }, sink);
        else if (field === 'secretOptions') {
            addPairs(value, { location: 'secret-options', scope, nameField: 'name', valueField: 'value' }, sink);
        }
    });
}
function visitVolume(volume, sink) {
    eachField(volume, (field, value) => {
        if (field === 'dockerVolumeConfiguration') {
            eachField(value, (inner, options) => {
                if (inner === 'driverOpts') {
                    addMembers(options, { location: 'driver-option', scope: { scope: -1 } }, sink);
                }
                else if (inner === 'labels')
                    addMembers(options, { location: 'label', scope: { scope: -1 } }, sink);
            });
        }
        else if (/^fsxWindowsFileServerVolumeConfiguration$/i.test(field)) {
            eachField(value, (inner, config) => {
                if (inner === 'authorizationConfig') {
                    addCredentialsParameter(config, { location: 'fsx-credentials', scope: { scope: -1 } }, sink);
                }
            });
        }
    });
}
function addPairs(list, target, sink) {
    if (list.kind === 'object' && !hasField(list, target.nameField)) {
        addMembers(list, target, sink);
        return;
    }
    for (const item of listOf(list)) {
        if (item.kind === 'string')
            addAssignment(item, target, sink);
        if (item.kind !== 'object')
            continue;
        const name = textField(item, target.nameField) ?? '';
        eachField(item, (field, value) => {
            if (field === target.valueField)
                add(value, name, { ...target, location: literalAt(target.location) }, sink);
            else if (field === 'valueFrom') {
                add(value, name, { ...target, location: referenceAt(target.location) }, sink);
            }
        });
    }
}
function literalAt(location) {
    if (location === 'secrets')
        return 'environment';
    return location === 'secret-options' ? 'log-option' : location;
}
function referenceAt(location) {
    return location === 'environment' ? 'secrets' : location;
}
function addAssignment(node, target, sink) {
    const cut = node.value.indexOf('=');
    if (cut <= 0)
        return;
    add({ ...node, value: node.value.slice(cut + 1) }, node.value.slice(0, cut).trim(), target, sink);
}
function addMembers(node, target, sink) {
    if (node.kind !== 'object')
        return;
    for (const { key, value } of node.members)
        add(value, key, target, sink);
}
function addCredentialsParameter(node, target, sink) {
    eachField(node, (field, value) => {
        if (field === 'credentialsParameter')
            add(value, field, target, sink);
    });
}
const COMMAND_FIELDS = {
    command: 'command',
    'entry-point': 'entryPoint',
    'health-check': 'healthCheck.command'
};
function addCommand(node, target, sink) {
    const name = COMMAND_FIELDS[target.location] ?? target.location;
    const items = node.kind === 'array' ? node.items : [node];
    const words = items.map(item => textOf(item)?.slice(0, MAX_SCANNED) ?? '');
    items.forEach((item, index) => {
        add(item, name, { ...target, command: { words, index } }, sink);
    });
}
function add(node, name, target, sink) {
    const text = textOf(node);
    if (text === undefined)
        return;
    sink.found.push({
        location: target.location,
        ...target.scope,
        name,
        node: node,
        value: text.length > MAX_SCANNED ? text.slice(0, MAX_SCANNED) : text,
        length: text.length,
        ...(target.command === undefined ? {} : { command: target.command })
    });
}

;// CONCATENATED MODULE: ./lib/src/detector/detect.js



function detect(document, rules = RULES) {
    const candidates = walk(document.root);
    const context = contextOf(candidates);
    const seen = new Map();
    const findings = [];
    for (const candidate of candidates) {
        const judged = judge(candidate, rules, context);
        if (!judged)
            continue;
        const key = JSON.stringify([judged.rule.id, candidate.container, candidate.location, candidate.name]);
        const occurrence = seen.get(key) ?? 0;
        seen.set(key, occurrence + 1);
        findings.push(findingOf(document, { candidate, occurrence, ...judged }));
    }
    return findings.sort(compareFindings);
}
function judge(candidate, rules, context) {
    for (const rule of rules) {
        const evidence = rule.examine(candidate, context);
        if (evidence)
            return { rule, evidence };
    }
    return undefined;
}
function contextOf(candidates) {
    let names;
    const keyOf = (scope, location, name) => `${scope} ${location} ${name}`;
    return {
        hasSibling: (candidate, location) => {
            names ??= new Set(candidates.map(other => keyOf(other.scope, other.location, other.name)));
            return names.has(keyOf(candidate.scope, location, candidate.name));
        }
    };
}
function findingOf(document, found) {
    const { candidate, rule, evidence } = found;
    const { origin } = candidate.node;
    const file = origin.kind === 'file' ? origin.file : document.file;
    const place = document.place(origin);
    return {
        rule: rule.id,
        level: evidence.level ?? rule.level,
        category: evidence.category ?? rule.category,
        confidence: evidence.confidence ?? rule.confidence,
        file,
        ...(place === undefined ? {} : { place }),
        pointer: origin.kind === 'file' ? origin.pointer : '',
        ...(origin.kind === 'input' ? { input: origin.input } : {}),
        ...(candidate.container === undefined ? {} : { container: candidate.container }),
        name: candidate.name,
        message: evidence.message,
        hint: evidence.hint,
        fingerprint: fingerprint({
            file,
            container: candidate.container,
            location: candidate.location,
            name: candidate.name,
            rule: rule.id,
            occurrence: found.occurrence
        })
    };
}
function compareFindings(a, b) {
    if (a.file !== b.file)
        return a.file < b.file ? -1 : 1;
    const line = (a.place?.line ?? Number.MAX_SAFE_INTEGER) - (b.place?.line ?? Number.MAX_SAFE_INTEGER);
    return line === 0 ? (a.place?.column ?? 0) - (b.place?.column ?? 0) : line;
}

;// CONCATENATED MODULE: ./lib/src/detector/merge.js

function mergeFindings(raw, rendered) {
    const merged = new Map();
    for (const finding of [...raw, ...rendered]) {
        const key = JSON.stringify([
            finding.file,
            finding.input === undefined ? ['pointer', finding.pointer] : ['input', finding.input],
            finding.container,
            finding.name,
            finding.rule
        ]);
        if (!merged.has(key))
            merged.set(key, finding);
    }
    return [...merged.values()].sort(compareFindings);
}

;// CONCATENATED MODULE: ./lib/src/detector/sensitive.js



const SHORTEST_MASK = 8;
const PUBLIC_DEFAULTS = new Set([
    'password',
    'postgres',
    'postgresql',
    'administrator',
    'minioadmin',
    'rabbitmq',
    'username',
    '12345678'
]);
function sensitiveValues(root, rules = RULES) {
    const candidates = walk(root);
    const context = contextOf(candidates);
    const values = new Set();
    for (const candidate of candidates) {
        const judged = judge(candidate, rules, context);
        if (!judged || (judged.evidence.category ?? judged.rule.category) !== 'credential')
            continue;
        for (const text of [wholeText(candidate), ...(judged.rule.credentialsIn?.(candidate) ?? [])]) {
            for (const line of linesOf(text)) {
                const trimmed = line.trim();
                if (trimmed.length >= SHORTEST_MASK && !PUBLIC_DEFAULTS.has(trimmed))
                    values.add(trimmed);
            }
        }
    }
    return [...values];
}
function linesOf(text) {
    const lines = text.split(/\r\n|\r|\n/);
    return text.includes('\\n') ? [...lines, ...lines.flatMap(line => line.split('\\n'))] : lines;
}
function wholeText({ node, value }) {
    return node.kind === 'string' ? node.value : value;
}

;// CONCATENATED MODULE: ./lib/src/modes/examine.js



function examine(targets, rendered, mask) {
    const sources = new Map(targets.map(target => [target.document.file, target]));
    const asWritten = [...sources.values()].map(target => ({ target, root: target.document.root }));
    const raw = findIn(asWritten);
    const after = findIn(rendered);
    for (const { root } of [...asWritten, ...rendered])
        mask(sensitiveValues(root));
    return mergeFindings(raw, after);
}
function findIn(targets) {
    return targets.flatMap(({ target, root }) => detect({ file: target.document.file, root, place: target.place }));
}


/***/ }),

/***/ 5424:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ loadTargets)
});

// EXTERNAL MODULE: ./lib/src/document/loaded.js
var loaded = __webpack_require__(4821);
// EXTERNAL MODULE: ./node_modules/jsonc-parser/lib/esm/main.js + 2 modules
var main = __webpack_require__(3679);
;// CONCATENATED MODULE: ./lib/src/document/json-tokens.js
const token = {
    openBrace: 1,
    closeBrace: 2,
    openBracket: 3,
    closeBracket: 4,
    comma: 5,
    colon: 6,
    nullKeyword: 7,
    trueKeyword: 8,
    falseKeyword: 9,
    string: 10,
    number: 11,
    endOfFile: 17
};
const placeholder = /\$\{\{.*?\}\}|\$\{[^}\r\n]*\}|\{\{.*?\}\}|<%.*?%>|<[\w .:/-]+>|%[\w.-]+%|@@?[\w.-]+@@?|\$[\w.]+/y;
const tokenErrors = {
    2: 'this string has no closing quote on its line.',
    3: 'this number is not complete.',
    4: 'four hexadecimal digits are expected after \\u.',
    5: 'after a backslash one of " \\ / b f n r t u is expected.',
    6: 'a control character in a string must be written as an escape (\\t, \\u0000).'
};

;// CONCATENATED MODULE: ./lib/src/document/key-index.js
class KeyIndex {
    members;
    firstByKey;
    indexed = 0;
    constructor(members) {
        this.members = members;
    }
    find(key) {
        if (this.members.length < 16)
            return this.members.find(member => member.key === key);
        this.firstByKey ??= new Map();
        for (; this.indexed < this.members.length; this.indexed++) {
            const member = this.members[this.indexed];
            if (!this.firstByKey.has(member.key))
                this.firstByKey.set(member.key, member);
        }
        return this.firstByKey.get(key);
    }
}

// EXTERNAL MODULE: ./lib/src/document/pointer.js
var document_pointer = __webpack_require__(3607);
// EXTERNAL MODULE: ./lib/src/document/syntax-problem.js
var syntax_problem = __webpack_require__(6033);
;// CONCATENATED MODULE: ./lib/src/document/read-json.js






function readJson(file, text) {
    const reporter = (0,syntax_problem/* syntaxReporter */.$)(file, text, 'JSON');
    const reader = new JsonReader(file, text, reporter);
    const root = reader.read();
    if (root === undefined)
        return { problems: reporter.problems };
    const document = { file, format: 'json', text, root };
    return { document, problems: reporter.problems, ...(reader.isPartial ? { partial: true } : {}) };
}
class JsonReader {
    file;
    text;
    reporter;
    scanner;
    trailingCommas;
    placeholder = new RegExp(placeholder);
    kind = 0;
    depth = 0;
    stopped = false;
    constructor(file, text, reporter) {
        this.file = file;
        this.text = text;
        this.reporter = reporter;
        this.scanner = (0,main/* createScanner */.z1)(text, true);
        this.trailingCommas = file.toLowerCase().endsWith('.jsonc');
    }
    read() {
        this.advance();
        if (this.kind === token.endOfFile) {
            this.report('empty-file', 'the file is empty; a task definition was expected.');
            return undefined;
        }
        if (this.kind !== token.openBrace && this.kind !== token.openBracket) {
            this.report('not-an-object', 'a task definition starts with "{".', 'Remove what stands before it.');
            return undefined;
        }
        const root = this.readValue('');
        if (!this.stopped && !this.at(token.endOfFile)) {
            this.stop('the end of the file was expected after the closing bracket.');
        }
        return root;
    }
    get isPartial() {
        return this.stopped;
    }
    at(kind) {
        return this.kind === kind;
    }
    advance() {
        this.skipWhiteSpace();
        this.kind = this.scanner.scan();
        if (this.scanner.getTokenError() !== 0)
            this.reportTokenError();
    }
    skipWhiteSpace() {
        const from = this.scanner.getPosition();
        let position = from;
        for (let code = this.text.charCodeAt(position); code === 32 || code === 10 || code === 13 || code === 9;) {
            code = this.text.charCodeAt(++position);
        }
        if (position > from)
            this.scanner.setPosition(position);
    }
    reportTokenError() {
        const message = tokenErrors[this.scanner.getTokenError()];
        if (message !== undefined)
            this.report('invalid-json', message);
        if (this.scanner.getTokenError() === 2)
            this.stopped = true;
    }
    report(code, message, hint) {
        if (this.stopped)
            return;
        const start = this.scanner.getTokenOffset();
        const end = start + this.scanner.getTokenLength();
        this.reporter.report({ code, message, start, end, ...(hint === undefined ? {} : { hint }) });
    }
    stop(message, hint) {
        this.report('invalid-json', message, hint);
        this.stopped = true;
    }
    origin(pointer, start, end) {
        return { kind: 'file', file: this.file, pointer, start, end };
    }
    readValue(pointer) {
        const start = this.scanner.getTokenOffset();
        const opaque = this.readPlaceholder(pointer, start);
        if (opaque)
            return opaque;
        switch (this.kind) {
            case token.openBrace:
                return this.nested(() => this.readObject(pointer, start));
            case token.openBracket:
                return this.nested(() => this.readArray(pointer, start));
            case token.string:
            case token.number:
            case token.trueKeyword:
            case token.falseKeyword:
            case token.nullKeyword:
                return this.readScalar(this.origin(pointer, start, start + this.scanner.getTokenLength()));
            default:
                this.stop('a value was expected.', 'Text values need double quotes.');
                return undefined;
        }
    }
    readScalar(origin) {
        const kind = this.kind;
        const text = this.scanner.getTokenValue();
        const value = Number(text);
        if (kind === token.number && !Number.isFinite(value)) {
            this.report('invalid-json', 'this number is too large to be represented.');
        }
        this.advance();
        if (kind === token.string)
            return { kind: 'string', value: text, origin };
        if (kind === token.number)
            return { kind: 'number', value, raw: text, origin };
        return kind === token.nullKeyword
            ? { kind: 'null', origin }
            : { kind: 'boolean', value: kind === token.trueKeyword, origin };
    }
    nested(read) {
        if (this.depth >= loaded/* maxDepth */.M) {
            this.report('nested-too-deep', `brackets are nested deeper than ${loaded/* maxDepth */.M} levels.`);
            this.stopped = true;
            return undefined;
        }
        this.depth++;
        const node = read();
        this.depth--;
        return node;
    }
    readObject(pointer, start) {
        const members = [];
        const keys = new KeyIndex(members);
        this.advance();
        while (!this.stopped && this.kind !== token.closeBrace) {
            if (this.kind !== token.string) {
                this.stop('a name in double quotes or "}" was expected.');
                break;
            }
            const member = this.readMember(pointer, keys);
            if (member)
                members.push(member);
            if (!this.readSeparator(token.closeBrace, '"," or "}" was expected.'))
                break;
        }
        return { kind: 'object', members: members.slice(), origin: this.origin(pointer, start, this.close()) };
    }
    readMember(pointer, keys) {
        const key = this.scanner.getTokenValue();
        const start = this.scanner.getTokenOffset();
        const own = (0,document_pointer/* childPointer */.Y)(pointer, key);
        const keyOrigin = this.origin(own, start, start + this.scanner.getTokenLength());
        const first = keys.find(key)?.keyOrigin;
        if (first?.kind === 'file')
            this.reportRepeatedKey(first.start, start);
        this.advance();
        if (this.kind !== token.colon) {
            this.stop('":" was expected after the name.');
            return undefined;
        }
        this.advance();
        const value = this.readValue(own);
        return value && { key, keyOrigin, value };
    }
    reportRepeatedKey(first, second) {
        const lines = `line ${(0,syntax_problem/* lineOf */.c)(this.text, first)} and again in line ${(0,syntax_problem/* lineOf */.c)(this.text, second)}`;
        this.report('repeated-key', `this name stands in ${lines} of the same object.`, 'Remove one of the two.');
    }
    readArray(pointer, start) {
        const items = [];
        this.advance();
        while (!this.stopped && this.kind !== token.closeBracket) {
            const item = this.readValue((0,document_pointer/* childPointer */.Y)(pointer, items.length));
            if (item)
                items.push(item);
            if (!this.readSeparator(token.closeBracket, '"," or "]" was expected.'))
                break;
        }
        return { kind: 'array', items: items.slice(), origin: this.origin(pointer, start, this.close()) };
    }
    readSeparator(closing, expected) {
        if (this.stopped)
            return false;
        if (this.kind === closing)
            return true;
        if (this.kind !== token.comma) {
            this.stop(expected);
            return false;
        }
        const start = this.scanner.getTokenOffset();
        this.advance();
        if (this.kind === closing && !this.trailingCommas) {
            this.reporter.report({
                code: 'trailing-comma',
                message: 'there is a comma after the last item, which JSON does not allow.',
                hint: 'Remove the comma, or name the file .jsonc.',
                start,
                end: start + 1
            });
        }
        return true;
    }
    close() {
        const end = this.scanner.getTokenOffset() + this.scanner.getTokenLength();
        if (!this.stopped)
            this.advance();
        return end;
    }
    readPlaceholder(pointer, start) {
        const first = this.text.charCodeAt(start);
        if (first !== 36 && first !== 123 && first !== 60 && first !== 37 && first !== 64)
            return undefined;
        this.placeholder.lastIndex = start;
        const found = this.placeholder.exec(this.text)?.[0];
        if (found === undefined)
            return undefined;
        const end = start + found.length;
        this.reporter.report({
            code: 'unquoted-placeholder',
            message: 'a placeholder stands where JSON wants a value.',
            hint: 'Put it in double quotes: a string that is one whole ${{ }} expression keeps the type of its result.',
            start,
            end
        });
        this.scanner.setPosition(end);
        this.advance();
        return { kind: 'string', value: found, origin: this.origin(pointer, start, end) };
    }
}

;// CONCATENATED MODULE: ./lib/src/document/load.js


async function loadDocument(file, text) {
    const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
    if (Buffer.byteLength(clean) > loaded/* maxFileBytes */.e)
        return { problems: [tooLarge(file, Buffer.byteLength(clean))] };
    const format = formatOf(file, clean);
    if (format === 'json')
        return readJson(file, clean);
    const { readYaml } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(838)]).then(__webpack_require__.bind(__webpack_require__, 9838));
    return readYaml(file, clean);
}
function formatOf(file, text) {
    if (/\.jsonc?$/i.test(file))
        return 'json';
    if (/\.ya?ml$/i.test(file))
        return 'yaml';
    const start = /^(?:\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/.exec(text)?.[0].length ?? 0;
    return text[start] === '{' || text[start] === '[' ? 'json' : 'yaml';
}
function tooLarge(file, bytes) {
    return {
        code: 'file-too-large',
        fault: 'user',
        message: `${file} has ${bytes} bytes; at most ${loaded/* maxFileBytes */.e} are read (ECS takes 65,536).`,
        hint: 'Check that the path names a task definition.'
    };
}

// EXTERNAL MODULE: ./lib/src/document/place.js
var place = __webpack_require__(4077);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(1636);
;// CONCATENATED MODULE: ./lib/src/workspace/find.js



async function findTaskDefinitions(workspace, patterns) {
    const root = await (0,promises_.realpath)(workspace);
    const problems = [];
    const found = new Map();
    for (const pattern of patterns) {
        for (const match of await matchesOf(root, pattern, problems)) {
            const file = await fileInWorkspace({ root, workspace }, match, problems);
            if (file === undefined)
                continue;
            const known = found.get(file);
            if (known?.service === undefined)
                found.set(file, { file, ...(match.service === undefined ? {} : { service: match.service }) });
        }
    }
    const files = [...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
    return { files, problems: [...problems, ...sharedServices(files)] };
}
async function matchesOf(root, pattern, problems) {
    const isGlob = pattern.includes('{service}') || (/[*?[\]{}!()]/.test(pattern) && !(await exists((0,external_node_path_.resolve)(root, pattern))));
    if (!isGlob)
        return [{ path: pattern }];
    const { expandPattern } = await Promise.all(/* import() */[__webpack_require__.e(382), __webpack_require__.e(458)]).then(__webpack_require__.bind(__webpack_require__, 458));
    const matches = await expandPattern(root, pattern);
    if (matches.length === 0) {
        problems.push({
            code: 'pattern-without-match',
            fault: 'user',
            message: `Input "task-definition": "${pattern}" matches no file.`,
            hint: 'Patterns are relative to the workspace; has the repository been checked out (actions/checkout)?'
        });
    }
    return matches;
}
async function exists(path) {
    return (0,promises_.stat)(path).then(() => true, () => false);
}
async function fileInWorkspace({ root, workspace }, match, problems) {
    const named = (0,external_node_path_.isAbsolute)(match.path) ? match.path : (0,external_node_path_.resolve)(workspace, match.path);
    const report = (code, message, hint) => {
        problems.push({ code, fault: 'user', message: `Input "task-definition": ${message}`, hint });
        return undefined;
    };
    let real;
    try {
        real = await (0,promises_.realpath)(named);
        if ((await (0,promises_.stat)(real)).isDirectory()) {
            return report('not-a-file', `"${match.path}" is a folder.`, `Name a file, or write "${match.path.replace(/\/$/, '')}/*.json".`);
        }
    }
    catch {
        const nearest = await nearestFile(named);
        return report('file-not-found', `"${match.path}" does not exist.${nearest}`, 'Paths are relative to the workspace; has the repository been checked out (actions/checkout)?');
    }
    if (!isInside(root, real)) {
        return report('outside-workspace', `"${match.path}" is outside the workspace.`, 'Only files of the repository are read.');
    }
    const written = isInside(root, named)
        ? (0,external_node_path_.relative)(root, named)
        : isInside(workspace, named)
            ? (0,external_node_path_.relative)(workspace, named)
            : (0,external_node_path_.relative)(root, real);
    return written.split(external_node_path_.sep).join('/');
}
function isInside(folder, path) {
    const way = (0,external_node_path_.relative)(folder, path);
    return way !== '' && way !== '..' && !way.startsWith(`..${external_node_path_.sep}`) && !(0,external_node_path_.isAbsolute)(way);
}
async function nearestFile(path) {
    const names = await (0,promises_.readdir)((0,external_node_path_.dirname)(path)).catch(() => []);
    return (0,nearest/* didYouMean */.a)((0,external_node_path_.basename)(path), names);
}
function sharedServices(files) {
    const byService = new Map();
    for (const { file, service } of files) {
        if (service !== undefined)
            byService.set(service, [...(byService.get(service) ?? []), file]);
    }
    return [...byService]
        .filter(([, own]) => own.length > 1)
        .map(([service, own]) => ({
        code: 'service-with-two-files',
        fault: 'user',
        service,
        message: `Service "${service}" has ${own.length} files: ${own.join(', ')}.`,
        hint: 'Make the pattern in "task-definition" narrower, so that one file is left.'
    }));
}

;// CONCATENATED MODULE: ./lib/src/workspace/read.js



async function readTextFile(workspace, file) {
    const path = (0,external_node_path_.isAbsolute)(file) ? file : (0,external_node_path_.resolve)(workspace, file);
    try {
        const { size } = await (0,promises_.stat)(path);
        if (size > loaded/* maxFileBytes */.e)
            return failed('file-too-large', `${file} has ${size} bytes; at most ${loaded/* maxFileBytes */.e} are read.`);
        const bytes = await (0,promises_.readFile)(path);
        return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
    }
    catch (error) {
        return failedBy(error, file);
    }
}
function failedBy(error, file) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    switch (code) {
        case 'ENOENT':
        case 'ENOTDIR':
            return failed('file-not-found', `${file} does not exist.`);
        case 'EACCES':
        case 'EPERM':
            return failed('file-not-readable', `${file} can not be read: permission denied.`);
        case 'EISDIR':
            return failed('not-a-file', `${file} is a folder.`);
        case 'ERR_ENCODING_INVALID_ENCODED_DATA':
            return failed('file-not-utf8', `${file} is not UTF-8 text.`, 'Save it as UTF-8.');
        default:
            return failed('file-not-readable', `${file} can not be read (${code || 'unknown error'}).`);
    }
}
function failed(code, message, hint = 'Check the input "task-definition".') {
    return { problems: [{ code, fault: 'user', message, hint }] };
}

;// CONCATENATED MODULE: ./lib/src/workspace/select.js

function selectServices(found, requested) {
    const named = found.filter(({ service }) => service !== undefined);
    const plain = found.filter(({ service }) => service === undefined);
    if (requested === undefined)
        return { targets: found, problems: [] };
    if (requested === 'all')
        return selectAll(found, named);
    const services = named.map(({ service }) => service);
    const targets = [];
    const problems = [];
    for (const service of new Set(requested)) {
        const own = named.find(file => file.service === service);
        if (own)
            targets.push(own);
        else if (plain.length === 1 && plain[0])
            targets.push({ ...plain[0], service });
        else
            problems.push(notFound(service, services, plain.length));
    }
    return { targets, problems };
}
function selectAll(found, named) {
    if (named.length > 0 || found.length === 0)
        return { targets: named, problems: [] };
    return {
        targets: [],
        problems: [
            {
                code: 'services-unknown',
                fault: 'user',
                message: 'Input "service" is "all", but the input "task-definition" names no services.',
                hint: 'Write {service} where the name stands: deploy/{service}-task-definition.json.'
            }
        ]
    };
}
function notFound(service, services, plainFiles) {
    if (services.length === 0) {
        return {
            code: 'service-ambiguous',
            fault: 'user',
            service,
            message: `Input "service" names "${service}", but ${plainFiles} files are given and none is tied to a service.`,
            hint: 'Give one file, or write {service} where the name stands: deploy/{service}-task-definition.json.'
        };
    }
    return {
        code: 'unknown-service',
        fault: 'user',
        service,
        message: `Input "service" names "${service}", for which there is no file.${(0,nearest/* didYouMean */.a)(service, services)}`,
        hint: `Files were found for: ${services.join(', ')}.`
    };
}

;// CONCATENATED MODULE: ./lib/src/modes/targets.js





async function loadTargets(configuration, ports) {
    const { workspace } = ports;
    const found = await findTaskDefinitions(workspace, configuration.taskDefinition);
    const selected = selectServices(found.files, configuration.services);
    const problems = [...found.problems, ...selected.problems];
    const files = [...new Set(selected.targets.map(({ file }) => file))];
    const loaded = await Promise.all(files.map(file => loadFile(workspace, file)));
    const documents = new Map();
    const unscanned = [];
    for (const [index, result] of loaded.entries()) {
        const file = files[index];
        problems.push(...result.problems);
        if (result.document) {
            documents.set(file, { document: result.document, place: (0,place/* placeFinder */.a)(result.document) });
            ports.keepSource(file, result.document.text);
        }
        else
            unscanned.push({ file, reason: result.problems[0]?.message ?? 'could not be read' });
    }
    const targets = selected.targets.flatMap(({ file, service }) => {
        const source = documents.get(file);
        return source ? [{ ...source, ...(service === undefined ? {} : { service }) }] : [];
    });
    return { files, targets, unscanned, problems };
}
async function loadFile(workspace, file) {
    const read = await readTextFile(workspace, file);
    return 'text' in read ? loadDocument(file, read.text) : { problems: read.problems };
}


/***/ }),

/***/ 5459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ parseReference),
  h: () => (/* binding */ secretOfBareName)
});

;// CONCATENATED MODULE: ./lib/src/references/grammar.js
const secretNamePattern = /^[A-Za-z0-9/_+=.@-]{1,512}$/;
const parameterNamePattern = /^[A-Za-z0-9_.\-/]{1,1011}$/;
function parameterTailFault(shown, parts) {
    if (parts.length === 1) {
        return malformed('parameter-version', `the reference ${shown} is followed by a version, a label or a JSON key; ECS reads the current version of a whole parameter only`, `Write ${shown} alone; to pin a version or to pick a JSON key, keep the value in Secrets Manager.`);
    }
    return malformed('json-key-on-parameter', `the reference ${shown} is followed by a JSON key; ECS takes JSON keys and versions from Secrets Manager only`, 'Store the value as its own parameter, or keep the JSON in Secrets Manager and write secretsmanager:NAME:json-key::');
}
function malformed(code, message, hint) {
    return { kind: 'malformed', fault: { code, message, hint } };
}

;// CONCATENATED MODULE: ./lib/src/references/parse-tail.js
function parseTail(parts, shown) {
    const [jsonKey = '', versionStage = '', versionId = ''] = parts;
    if (jsonKey === '' && versionStage === '' && versionId === '')
        return {};
    if (versionStage !== '' && versionId !== '') {
        return {
            fault: {
                code: 'malformed-tail',
                message: `the reference ${shown} names a version stage and a version id; ECS allows one of them`,
                hint: 'Leave one of the two empty, e.g. :json-key:AWSCURRENT: or :json-key::version-id'
            }
        };
    }
    if (hasControl(jsonKey) || !/^[^\s]{0,256}$/.test(versionStage) || hasControl(versionStage)) {
        return {
            fault: {
                code: 'malformed-tail',
                message: `the JSON key or the version stage of the reference ${shown} has characters that are not allowed`,
                hint: 'A version stage has at most 256 characters and no white space, e.g. AWSCURRENT; a JSON key has no control characters.'
            }
        };
    }
    if (!/^([A-Za-z0-9-]{32,64})?$/.test(versionId)) {
        return {
            fault: {
                code: 'malformed-tail',
                message: `the version id of the reference ${shown} has ${versionId.length} characters or is not made of letters, digits and hyphens`,
                hint: 'A version id has 32 to 64 characters (`aws secretsmanager list-secret-version-ids`); a stage such as AWSPREVIOUS belongs one colon earlier.'
            }
        };
    }
    return { tail: { jsonKey, versionStage, versionId } };
}
function hasControl(text) {
    return [...text].some(character => character < ' ' || character === '\u007f');
}

;// CONCATENATED MODULE: ./lib/src/references/parse-arn.js


function parseArnReference(text) {
    const [, partition = '', service = '', region = '', account = '', ...resource] = text.split(':');
    const fault = headFault({ partition, service, region, account }, resource.length);
    if (fault)
        return fault;
    const head = { partition, region, account };
    return service === 'ssm' ? parameterArn(head, resource) : secretArn(head, resource);
}
function headFault(head, resourceParts) {
    if (!/^aws(-[a-z0-9]+)*$/.test(head.partition)) {
        return malformed('malformed-reference', 'the second part of the ARN is not a partition of AWS', 'The partition is aws, aws-cn, aws-us-gov or another word that begins with aws-');
    }
    if (head.service !== 'secretsmanager' && head.service !== 'ssm')
        return otherService(head.service);
    if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(head.region)) {
        return malformed('malformed-reference', `the ARN of ${head.service} has ${head.region === '' ? 'no region' : 'a region that can not be one'}`, 'Write the region after the service, e.g. us-west-2, or use the short form secretsmanager:NAME or ssm:NAME.');
    }
    if (!/^\d{12}$/.test(head.account)) {
        return malformed('malformed-reference', `the ARN of ${head.service} has no account of twelve digits`, 'Write the account after the region, or use the short form secretsmanager:NAME or ssm:NAME.');
    }
    return resourceParts === 0
        ? malformed('malformed-reference', 'the ARN ends before the resource', 'Copy the whole ARN, or use the short form secretsmanager:NAME or ssm:NAME.')
        : undefined;
}
function otherService(service) {
    const shown = /^[a-z0-9-]{1,40}$/.test(service) ? `of ${service}` : 'of no service';
    return {
        kind: 'malformed',
        fault: {
            code: 'other-service',
            message: `the ARN is one ${shown}; ECS reads secrets from secretsmanager and ssm only`,
            hint: 'Write the ARN of a Secrets Manager secret or an SSM parameter, or secretsmanager:NAME or ssm:NAME.'
        }
    };
}
function secretArn(head, parts) {
    const [type, resource = '', ...tailParts] = parts;
    if (type !== 'secret' || !secretNamePattern.test(resource)) {
        return malformed('malformed-reference', 'the resource of the secretsmanager ARN is not `secret:NAME`', 'A secret name has 1 to 512 characters: letters, digits and /_+=.@-');
    }
    const shown = `arn:${head.partition}:secretsmanager:${head.region}:${head.account}:secret:${resource}`;
    if (tailParts.length !== 0 && tailParts.length !== 3) {
        return {
            kind: 'malformed',
            fault: {
                code: 'malformed-tail',
                message: `the ARN ${shown} is followed by ${tailParts.length} parts; ECS wants none or exactly three`,
                hint: 'Write all three colons: :json-key:version-stage:version-id, e.g. :password:: for a JSON key alone.'
            }
        };
    }
    const tail = parseTail(tailParts, shown);
    if (tail.fault)
        return { kind: 'malformed', fault: tail.fault };
    const suffix = /.-([A-Za-z0-9]{6})$/.exec(resource)?.[1];
    return {
        kind: 'secret-arn',
        ...head,
        resource,
        ...(suffix !== undefined && { suffix }),
        ...(tail.tail && { tail: tail.tail })
    };
}
function parameterArn(head, parts) {
    const [path = '', ...tailParts] = parts;
    const resource = path.startsWith('parameter/') ? path.slice('parameter/'.length) : '';
    if (!/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/.test(resource)) {
        return malformed('malformed-reference', 'the resource of the ssm ARN is not `parameter/NAME`', 'The parameter /app/db has the ARN …:parameter/app/db (one slash); the parameter app has …:parameter/app.');
    }
    const shown = `arn:${head.partition}:ssm:${head.region}:${head.account}:parameter/${resource}`;
    if (tailParts.length > 0)
        return parameterTailFault(shown, tailParts);
    return { kind: 'parameter-arn', ...head, resource };
}

;// CONCATENATED MODULE: ./lib/src/references/parse.js



const shortForms = '`secretsmanager:NAME`, `ssm:NAME`, or a full ARN of a secret or a parameter';
function parseReference(text) {
    if (text === '') {
        return malformed('empty-reference', 'the reference is empty', `Write ${shortForms}.`);
    }
    if (text !== text.trim()) {
        return malformed('malformed-reference', 'the reference begins or ends with white space', 'Remove the white space: AWS would take it as part of the name.');
    }
    if (text.startsWith('arn:'))
        return parseArnReference(text);
    if (text.startsWith('secretsmanager:'))
        return parseSecretName(text.slice('secretsmanager:'.length));
    if (text.startsWith('ssm:'))
        return parseParameterName(text.slice('ssm:'.length));
    if (text.startsWith('{{resolve:')) {
        return malformed('cloudformation-reference', 'this is a dynamic reference of CloudFormation, which ECS does not resolve', `Write ${shortForms}.`);
    }
    return text.includes(':') ? unknownForm() : bare(text);
}
function parseSecretName(rest) {
    const [name = '', ...parts] = rest.split(':');
    if (!secretNamePattern.test(name)) {
        return malformed('malformed-reference', `\`secretsmanager:\` is followed by ${name === '' ? 'no name' : 'a name that Secrets Manager does not allow'}`, 'A secret name has 1 to 512 characters: letters, digits and /_+=.@-');
    }
    if (parts.length > 3) {
        return malformed('malformed-tail', `the reference secretsmanager:${name} is followed by ${parts.length} parts; at most three are allowed`, 'Write secretsmanager:NAME:json-key:version-stage:version-id; leave parts that are not wanted empty.');
    }
    const tail = parseTail(parts, `secretsmanager:${name}`);
    if (tail.fault)
        return { kind: 'malformed', fault: tail.fault };
    return { kind: 'secret-name', name, ...(tail.tail && { tail: tail.tail }) };
}
function parseParameterName(rest) {
    const [name = '', ...parts] = rest.split(':');
    const fault = parameterFault(name, parts);
    return fault ?? { kind: 'parameter-name', name };
}
function parameterFault(name, parts) {
    if (!parameterNamePattern.test(name)) {
        return malformed('malformed-reference', `\`ssm:\` is followed by ${name === '' ? 'no name' : 'a name that Parameter Store does not allow'}`, 'A parameter name has letters, digits and _.-/');
    }
    if (parts.length > 0)
        return parameterTailFault(`ssm:${name}`, parts);
    if ((name.includes('/') && !name.startsWith('/')) || name.endsWith('/') || name.includes('//')) {
        return malformed('malformed-reference', `the parameter name in ssm:${name} is not a full path`, 'A parameter name with a path begins with a slash, has no empty step and does not end with a slash, e.g. ssm:/app/db/password.');
    }
    return undefined;
}
function isLookable(text) {
    if (!/^[A-Za-z0-9/_.-]{1,128}$/.test(text) || !/[/_.-]/.test(text))
        return false;
    return !(text.match(/[A-Za-z0-9]{16,}/g) ?? []).some(run => /[A-Za-z]/.test(run) && /\d/.test(run));
}
function bare(name) {
    const lookable = isLookable(name);
    return {
        kind: 'bare',
        name,
        lookable,
        fault: {
            code: 'bare-name',
            message: 'the reference is a bare name (or a pasted value), which ECS would read as the name of an SSM parameter',
            hint: 'Say where it is kept: secretsmanager:NAME for a secret, ssm:NAME for a parameter. If it is the value itself, store it first and replace it: it is in git now.'
        }
    };
}
function unknownForm() {
    return malformed('malformed-reference', 'the text is neither an ARN nor does it begin with `secretsmanager:` or `ssm:`', `Write ${shortForms}.`);
}
function secretOfBareName(reference) {
    return reference.kind === 'bare' && reference.lookable
        ? { kind: 'secret-name', name: reference.name }
        : reference;
}


/***/ }),

/***/ 345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ describeOnlyMembers),
/* harmony export */   i: () => (/* binding */ ecsStructures)
/* harmony export */ });
const ecsStructures = {
    RegisterTaskDefinitionRequest: 'family containerDefinitions:[ContainerDefinition taskRoleArn executionRoleArn networkMode volumes:[Volume placementConstraints:[TaskDefinitionPlacementConstraint requiresCompatibilities:[s cpu memory tags:[Tag pidMode ipcMode proxyConfiguration:ProxyConfiguration inferenceAccelerators:[InferenceAccelerator ephemeralStorage:EphemeralStorage runtimePlatform:RuntimePlatform enableFaultInjection:b',
    ContainerDefinition: 'name image repositoryCredentials:RepositoryCredentials cpu:n memory:n memoryReservation:n links:[s portMappings:[PortMapping essential:b restartPolicy:ContainerRestartPolicy entryPoint:[s command:[s environment:[KeyValuePair environmentFiles:[EnvironmentFile mountPoints:[MountPoint volumesFrom:[VolumeFrom linuxParameters:LinuxParameters secrets:[Secret dependsOn:[ContainerDependency startTimeout:n stopTimeout:n versionConsistency hostname user workingDirectory disableNetworking:b privileged:b readonlyRootFilesystem:b dnsServers:[s dnsSearchDomains:[s extraHosts:[HostEntry dockerSecurityOptions:[s interactive:b pseudoTerminal:b dockerLabels:{s ulimits:[Ulimit logConfiguration:LogConfiguration healthCheck:HealthCheck systemControls:[SystemControl resourceRequirements:[ResourceRequirement firelensConfiguration:FirelensConfiguration credentialSpecs:[s',
    RepositoryCredentials: 'credentialsParameter',
    PortMapping: 'containerPort:n hostPort:n protocol name appProtocol containerPortRange',
    ContainerRestartPolicy: 'enabled:b ignoredExitCodes:[n restartAttemptPeriod:n',
    KeyValuePair: 'name value',
    EnvironmentFile: 'value type',
    MountPoint: 'sourceVolume containerPath readOnly:b',
    VolumeFrom: 'sourceContainer readOnly:b',
    LinuxParameters: 'capabilities:KernelCapabilities devices:[Device initProcessEnabled:b sharedMemorySize:n tmpfs:[Tmpfs maxSwap:n swappiness:n',
    KernelCapabilities: 'add:[s drop:[s',
    Device: 'hostPath containerPath permissions:[s',
    Tmpfs: 'containerPath size:n mountOptions:[s',
    Secret: 'name valueFrom',
    ContainerDependency: 'containerName condition',
    HostEntry: 'hostname ipAddress',
    Ulimit: 'name softLimit:n hardLimit:n',
    LogConfiguration: 'logDriver options:{s secretOptions:[Secret',
    HealthCheck: 'command:[s interval:n timeout:n retries:n startPeriod:n',
    SystemControl: 'namespace value',
    ResourceRequirement: 'type value sharingStrategy:SharingStrategy',
    SharingStrategy: 'nvidiaMps:NvidiaMpsAllocation',
    NvidiaMpsAllocation: 'memory:n maxComputePercent:n',
    FirelensConfiguration: 'type options:{s',
    Volume: 'name host:HostVolumeProperties dockerVolumeConfiguration:DockerVolumeConfiguration efsVolumeConfiguration:EFSVolumeConfiguration s3filesVolumeConfiguration:S3FilesVolumeConfiguration fsxWindowsFileServerVolumeConfiguration:FSxWindowsFileServerVolumeConfiguration configuredAtLaunch:b',
    HostVolumeProperties: 'sourcePath',
    DockerVolumeConfiguration: 'scope autoprovision:b driver driverOpts:{s labels:{s',
    EFSVolumeConfiguration: 'fileSystemId rootDirectory transitEncryption transitEncryptionPort:n authorizationConfig:EFSAuthorizationConfig',
    EFSAuthorizationConfig: 'accessPointId iam',
    S3FilesVolumeConfiguration: 'fileSystemArn rootDirectory transitEncryptionPort:n accessPointArn',
    FSxWindowsFileServerVolumeConfiguration: 'fileSystemId rootDirectory authorizationConfig:FSxWindowsFileServerAuthorizationConfig',
    FSxWindowsFileServerAuthorizationConfig: 'credentialsParameter domain',
    TaskDefinitionPlacementConstraint: 'type expression',
    Tag: 'key value',
    ProxyConfiguration: 'containerName type properties:[KeyValuePair',
    InferenceAccelerator: 'deviceName deviceType',
    EphemeralStorage: 'sizeInGiB:n',
    RuntimePlatform: 'cpuArchitecture operatingSystemFamily'
};
const describeOnlyMembers = [
    'taskDefinitionArn',
    'revision',
    'status',
    'requiresAttributes',
    'compatibilities',
    'registeredAt',
    'deregisteredAt',
    'deleteRequestedAt',
    'registeredBy'
];


/***/ }),

/***/ 9111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ splitExpressions),
/* harmony export */   Y: () => (/* binding */ hasExpressions)
/* harmony export */ });
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8108);

function splitExpressions(text) {
    const pieces = [];
    let position = 0;
    for (let open = text.indexOf('${{'); open >= 0; open = text.indexOf('${{', position)) {
        if (open > position)
            pieces.push({ kind: 'plain', text: text.slice(position, open) });
        const close = closingBraces(text, open + 3);
        if (close < 0)
            return [...pieces, { kind: 'unclosed', start: open }];
        pieces.push({ kind: 'expression', text: text.slice(open + 3, close), start: open + 3 });
        position = close + 2;
    }
    if (position < text.length || pieces.length === 0)
        pieces.push({ kind: 'plain', text: text.slice(position) });
    return pieces;
}
function closingBraces(text, from) {
    let quoted = false;
    for (let i = from; i < text.length; i++) {
        const character = text[i];
        if (character === "'")
            quoted = !quoted;
        else if (!quoted && character === '}' && text[i + 1] === '}')
            return i;
    }
    return -1;
}
function hasExpressions(node) {
    switch (node.kind) {
        case 'string':
            return node.value.includes('${{');
        case 'array':
            return (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .itemsOf */ .S3)(node).some(hasExpressions);
        case 'object':
            return node.members.some(member => member.key.includes('${{') || hasExpressions(member.value));
        default:
            return false;
    }
}


/***/ }),

/***/ 4669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ kindName),
/* harmony export */   SX: () => (/* binding */ suggestName),
/* harmony export */   aH: () => (/* binding */ quotedName)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1636);

function quotedName(name, fallback) {
    return name !== undefined && /^[A-Za-z_][\w.:/-]{0,63}$/.test(name) ? `"${name}"` : fallback;
}
function suggestName(name, candidates) {
    return (0,_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .a)(name, [...candidates].filter(candidate => quotedName(candidate, '') !== ''));
}
function kindName(node) {
    switch (node.kind) {
        case 'string':
            return 'text';
        case 'number':
            return 'a number';
        case 'boolean':
            return 'true or false';
        case 'null':
            return 'null';
        case 'array':
            return 'a list';
        case 'object':
            return 'an object';
    }
}


/***/ }),

/***/ 4730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ parseOverrides)
/* harmony export */ });
/* harmony import */ var string_argv__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8579);
/* harmony import */ var _naming_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4669);


function parseOverrides(inputs) {
    const reader = new OverrideReader(inputs);
    const image = reader.readImages();
    const command = reader.readCommand();
    const logDriver = reader.readWord('log-configuration-log-driver');
    const taskRoleArn = reader.readWord('task-role-arn');
    const executionRoleArn = reader.readWord('execution-role-arn');
    const overrides = {
        containerNames: reader.readNames('container-name'),
        images: image.byContainer,
        environmentVariables: reader.readPairs('environment-variables'),
        secrets: reader.readPairs('secrets'),
        dockerLabels: reader.readPairs('docker-labels'),
        logOptions: reader.readPairs('log-configuration-options'),
        envFiles: reader.readEnvFiles(),
        ...(image.single === undefined ? {} : { image: image.single }),
        ...(command === undefined ? {} : { command }),
        ...(logDriver === undefined ? {} : { logDriver }),
        ...(taskRoleArn === undefined ? {} : { taskRoleArn }),
        ...(executionRoleArn === undefined ? {} : { executionRoleArn })
    };
    return { overrides, problems: reader.problems };
}
class OverrideReader {
    problems = [];
    inputs;
    constructor(inputs) {
        this.inputs = inputs;
    }
    readNames(input) {
        const names = this.text(input)
            .split(/[,\r\n]/)
            .map(name => name.trim())
            .filter(name => name !== '');
        return [...new Set(names)];
    }
    readWord(input) {
        const word = this.text(input).trim();
        if (/\s/.test(word))
            this.report(input, 'has white space in it; one word is expected.', 'Remove the white space.');
        return word === '' ? undefined : word;
    }
    readPairs(input) {
        const pairs = [];
        for (const { line, number } of this.lines(input)) {
            const pair = this.readPair(input, line, number);
            if (pair === undefined)
                continue;
            if (pairs.some(({ name }) => name === pair.name)) {
                this.report(input, `line ${number}: ${(0,_naming_js__WEBPACK_IMPORTED_MODULE_0__/* .quotedName */ .aH)(pair.name, 'a name')} is given twice.`, 'Keep one of the lines.');
            }
            else
                pairs.push(pair);
        }
        return pairs;
    }
    readPair(input, line, number) {
        const cut = line.indexOf('=');
        const name = line.slice(0, Math.max(0, cut)).trim();
        if (cut < 0 || name === '') {
            const what = cut < 0 ? 'has no "="' : 'has no name before "="';
            this.report(input, `line ${number} ${what}.`, 'Write one NAME=value a line.');
            return undefined;
        }
        return { name, value: line.slice(cut + 1).trim() };
    }
    readImages() {
        const lines = this.lines('image');
        const [first] = lines;
        if (first === undefined)
            return { byContainer: [] };
        if (lines.length === 1 && !first.line.includes('=')) {
            const single = this.readWord('image');
            return { byContainer: [], ...(single === undefined ? {} : { single }) };
        }
        const byContainer = this.readPairs('image');
        for (const { name, value } of byContainer) {
            if (value === '' || /\s/.test(value)) {
                this.report('image', `the line of ${(0,_naming_js__WEBPACK_IMPORTED_MODULE_0__/* .quotedName */ .aH)(name, 'a container')} is not container=image.`, 'Write the image after "=", without white space.');
            }
        }
        return { byContainer };
    }
    readCommand() {
        const text = this.text('command').trim();
        if (text === '')
            return undefined;
        if (text.startsWith('['))
            return this.readJsonCommand(text);
        if (hasOpenQuote(text)) {
            this.report('command', 'has an opening quote without a closing one.', 'Close it, or pass a JSON list: ["sh", "-c", "…"].');
            return undefined;
        }
        return (0,string_argv__WEBPACK_IMPORTED_MODULE_1__/* .parseArgsStringToArgv */ .R)(text);
    }
    readJsonCommand(text) {
        try {
            const words = JSON.parse(text);
            if (Array.isArray(words) && words.every(word => typeof word === 'string'))
                return words;
        }
        catch {
        }
        this.report('command', 'starts with "[" but is not a JSON list of texts.', 'Write ["sh", "-c", "…"], or words in shell quoting.');
        return undefined;
    }
    readEnvFiles() {
        const files = [];
        for (const { line, number } of this.lines('env-files')) {
            if (/^arn:[\w-]+:s3:::[^/\s]+\/\S+$/.test(line))
                files.push(line);
            else
                this.report('env-files', `line ${number} is not the ARN of a file in S3.`, 'Write arn:aws:s3:::bucket/path/name.env, one a line.');
        }
        return files;
    }
    text(input) {
        return this.inputs[input] ?? '';
    }
    lines(input) {
        return this.text(input)
            .split(/\r?\n/)
            .map((line, index) => ({ line: line.trim(), number: index + 1 }))
            .filter(({ line }) => line !== '' && !line.startsWith('#'));
    }
    report(input, what, hint) {
        this.problems.push({ code: 'bad-input', fault: 'user', message: `Input "${input}": ${what}`, hint });
    }
}
function hasOpenQuote(text) {
    let quote = '';
    for (const character of text) {
        if (quote !== '')
            quote = character === quote ? '' : quote;
        else if (character === '"' || character === "'")
            quote = character;
    }
    return quote !== '';
}


/***/ }),

/***/ 2873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ prepareDefinition),
  y: () => (/* binding */ prepareLeniently)
});

// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(8108);
// EXTERNAL MODULE: ./lib/src/template/naming.js
var naming = __webpack_require__(4669);
;// CONCATENATED MODULE: ./lib/src/template/override-container.js


function textNode(value, input) {
    return { kind: 'string', value, origin: { kind: 'input', input } };
}
function overrideContainer(container, overrides) {
    const { image, command, envFiles } = overrides;
    const variables = setVariables(container, overrides);
    let result = variables.container;
    if (image !== undefined)
        result = (0,tree/* withMember */.RV)(result, 'image', textNode(image, 'image'));
    if (command !== undefined)
        result = (0,tree/* withMember */.RV)(result, 'command', inputNode(command, 'command'));
    if (overrides.dockerLabels.length > 0) {
        result = (0,tree/* withMember */.RV)(result, 'dockerLabels', setKeys((0,tree/* childOf */.GG)(result, 'dockerLabels'), overrides.dockerLabels, 'docker-labels'));
    }
    if (envFiles.length > 0) {
        const files = envFiles.map(value => ({ value, type: 's3' }));
        result = (0,tree/* withMember */.RV)(result, 'environmentFiles', inputNode(files, 'env-files'));
    }
    return { container: setLogging(result, overrides), remarks: variables.remarks };
}
function inputNode(value, input) {
    return (0,tree/* fromJson */.Rf)(value, { kind: 'input', input });
}
function setVariables(container, { environmentVariables, secrets }) {
    const remarks = [];
    const plain = {
        list: 'environment',
        other: 'secrets',
        field: 'value',
        input: 'environment-variables'
    };
    const secret = { list: 'secrets', other: 'environment', field: 'valueFrom', input: 'secrets' };
    let result = setEntries(container, environmentVariables, plain, remarks);
    result = setEntries(result, secrets, secret, remarks);
    return { container: result, remarks };
}
function setEntries(container, pairs, kind, remarks) {
    if (pairs.length === 0)
        return container;
    const entries = [...(0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(container, kind.list))];
    for (const { name, value } of pairs) {
        const index = entries.findIndex(entry => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')) === name);
        const old = entries[index];
        const node = textNode(value, kind.input);
        if (old?.kind === 'object')
            entries[index] = (0,tree/* withMember */.RV)(old, kind.field, node);
        else
            entries.push(inputNode({ name, [kind.field]: value }, kind.input));
    }
    const list = (0,tree/* childOf */.GG)(container, kind.list);
    const origin = list?.origin ?? { kind: 'input', input: kind.input };
    const updated = (0,tree/* withMember */.RV)(container, kind.list, { kind: 'array', items: entries, origin });
    return removeFromOther(updated, pairs, kind, remarks);
}
function removeFromOther(container, pairs, kind, remarks) {
    const other = (0,tree/* childOf */.GG)(container, kind.other);
    const names = new Set(pairs.map(({ name }) => name));
    const kept = (0,tree/* itemsOf */.S3)(other).filter(entry => !names.has((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')) ?? ''));
    if (other?.kind !== 'array' || kept.length === other.items.length)
        return container;
    for (const entry of other.items) {
        const name = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')) ?? '';
        if (!names.has(name))
            continue;
        const owner = (0,naming/* quotedName */.aH)((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')), 'a container');
        remarks.push({
            message: `Input "${kind.input}" moves ${(0,naming/* quotedName */.aH)(name, 'a variable')} of container ${owner} from "${kind.other}" to "${kind.list}".`
        });
    }
    return (0,tree/* withMember */.RV)(container, kind.other, kept.length === 0 ? undefined : { ...other, items: kept });
}
function setKeys(node, pairs, input) {
    const origin = { kind: 'input', input };
    let result = node?.kind === 'object' ? node : { kind: 'object', members: [], origin };
    for (const { name, value } of pairs)
        result = (0,tree/* withMember */.RV)(result, name, textNode(value, input));
    return result;
}
function setLogging(container, { logDriver, logOptions }) {
    if (logDriver === undefined && logOptions.length === 0)
        return container;
    const input = logDriver === undefined ? 'log-configuration-options' : 'log-configuration-log-driver';
    const old = (0,tree/* childOf */.GG)(container, 'logConfiguration');
    let logging = old?.kind === 'object' ? old : { kind: 'object', members: [], origin: { kind: 'input', input } };
    if (logDriver !== undefined)
        logging = (0,tree/* withMember */.RV)(logging, 'logDriver', textNode(logDriver, 'log-configuration-log-driver'));
    if (logOptions.length > 0) {
        logging = (0,tree/* withMember */.RV)(logging, 'options', setKeys((0,tree/* childOf */.GG)(logging, 'options'), logOptions, 'log-configuration-options'));
    }
    return (0,tree/* withMember */.RV)(container, 'logConfiguration', logging);
}

;// CONCATENATED MODULE: ./lib/src/template/overrides.js
function containerInputsOf(overrides) {
    const given = [
        ['image', overrides.image !== undefined],
        ['environment-variables', overrides.environmentVariables.length > 0],
        ['secrets', overrides.secrets.length > 0],
        ['docker-labels', overrides.dockerLabels.length > 0],
        ['command', overrides.command !== undefined],
        ['log-configuration-log-driver', overrides.logDriver !== undefined],
        ['log-configuration-options', overrides.logOptions.length > 0],
        ['env-files', overrides.envFiles.length > 0]
    ];
    return given.filter(([, isGiven]) => isGiven).map(([name]) => name);
}

;// CONCATENATED MODULE: ./lib/src/template/apply-overrides.js




function applyOverrides(root, overrides) {
    const problems = [];
    const remarks = [];
    const selected = selectContainers(root, overrides, problems);
    const byName = new Map(overrides.images.map(({ name, value }) => [name, value]));
    checkNames(root, 'image', [...byName.keys()], problems);
    const items = (0,tree/* containersOf */.Mz)(root).map(container => {
        if (container.kind !== 'object')
            return container;
        const name = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name'));
        const image = name === undefined ? undefined : byName.get(name);
        const imaged = image === undefined ? container : (0,tree/* withMember */.RV)(container, 'image', textNode(image, 'image'));
        if (!selected.includes(container))
            return imaged;
        const overridden = overrideContainer(imaged, overrides);
        remarks.push(...overridden.remarks);
        return overridden.container;
    });
    const list = (0,tree/* childOf */.GG)(root, 'containerDefinitions');
    const changed = list?.kind === 'array' && items.some((item, index) => item !== list.items[index]);
    const withContainers = changed ? (0,tree/* withMember */.RV)(root, 'containerDefinitions', { ...list, items }) : root;
    return { root: overrideRoles(withContainers, overrides), problems, remarks };
}
function overrideRoles(root, { taskRoleArn, executionRoleArn }) {
    let result = root;
    if (taskRoleArn !== undefined)
        result = (0,tree/* withMember */.RV)(result, 'taskRoleArn', textNode(taskRoleArn, 'task-role-arn'));
    if (executionRoleArn === undefined)
        return result;
    return (0,tree/* withMember */.RV)(result, 'executionRoleArn', textNode(executionRoleArn, 'execution-role-arn'));
}
function selectContainers(root, overrides, problems) {
    const containers = (0,tree/* containersOf */.Mz)(root);
    const { containerNames } = overrides;
    if (containerNames.length > 0) {
        checkNames(root, 'container-name', containerNames, problems);
        return containers.filter(container => containerNames.includes((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')) ?? ''));
    }
    const inputs = containerInputsOf(overrides);
    if (inputs.length === 0 || containers.length <= 1)
        return containers;
    const plural = inputs.length > 1 ? 's' : '';
    problems.push({
        code: 'container-not-named',
        fault: 'user',
        message: `Input${plural} ${inputs.map(name => `"${name}"`).join(', ')}: the definition has ${containers.length} containers (${namesOf(root)
            .map(name => (0,naming/* quotedName */.aH)(name, '(unnamed)'))
            .join(', ')}), and none is named.`,
        hint: 'Name one or several by the input "container-name", or write the image as container=image.'
    });
    return [];
}
function namesOf(root) {
    return (0,tree/* containersOf */.Mz)(root).map(container => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')) ?? '');
}
function checkNames(root, input, wanted, problems) {
    const names = namesOf(root);
    for (const name of wanted.filter(candidate => !names.includes(candidate))) {
        const known = names.map(candidate => (0,naming/* quotedName */.aH)(candidate, '(unnamed)')).join(', ');
        problems.push({
            code: 'unknown-container',
            fault: 'user',
            message: `Input "${input}": the definition has no container ${(0,naming/* quotedName */.aH)(name, 'of that name')}; it has ${known || 'none'}.${(0,naming/* suggestName */.SX)(name, names)}`,
            hint: 'Use the "name" of a container in "containerDefinitions".'
        });
    }
}

// EXTERNAL MODULE: ./lib/src/document/place.js
var place = __webpack_require__(4077);
// EXTERNAL MODULE: ./lib/src/template/schema.js
var schema = __webpack_require__(3710);
;// CONCATENATED MODULE: ./lib/src/template/conform.js



const numeric = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
function conform(root, options) {
    const conformer = new Conformer(options);
    const conformed = conformer.conformStructure(root, schema/* definitionType */.Ux, '');
    return { root: conformed, problems: conformer.problems, remarks: conformer.remarks };
}
class Conformer {
    problems = [];
    remarks = [];
    options;
    find;
    fieldsOf;
    constructor(options) {
        this.options = options;
        this.find = (0,place/* placeFinder */.a)(options.document);
        this.fieldsOf = (0,schema/* schemaReader */.JC)();
    }
    conformStructure(node, type, path) {
        const fields = this.fieldsOf(type);
        return this.mapMembers(node, path, member => {
            const field = fields.get(member.key);
            if (field === undefined) {
                this.remarkUnknown(member, path, fields);
                return member.value;
            }
            return this.conformNode(member.value, field, fieldPath(path, member.key));
        });
    }
    conformNode(node, type, path) {
        switch (type[0]) {
            case 's':
                return this.conformText(node, path);
            case 'n':
            case 't':
                return this.conformNumber(node, path);
            case 'b':
                return this.conformBoolean(node, path);
            case '[':
                return node.kind === 'array'
                    ? this.conformList(node, type.slice(1), path)
                    : this.refuse(node, path, 'a list');
            case '{':
                if (node.kind !== 'object')
                    return this.refuse(node, path, 'an object');
                return this.mapMembers(node, path, ({ key, value }) => this.conformNode(value, type.slice(1), fieldPath(path, key)));
            default:
                return node.kind === 'object'
                    ? this.conformStructure(node, type, path)
                    : this.refuse(node, path, 'an object');
        }
    }
    conformText(node, path) {
        if (node.kind === 'string')
            return node;
        if (node.kind === 'number')
            return { kind: 'string', value: node.raw, origin: node.origin };
        if (node.kind === 'boolean')
            return { kind: 'string', value: this.writtenBoolean(node), origin: node.origin };
        return this.refuse(node, path, 'text');
    }
    writtenBoolean({ value, origin }) {
        const written = origin.kind === 'file' ? this.options.document.text.slice(origin.start, origin.end) : '';
        return written.toLowerCase() === String(value) ? written : String(value);
    }
    conformNumber(node, path) {
        if (node.kind === 'number')
            return node;
        if (node.kind === 'string' && numeric.test(node.value) && Number.isFinite(Number(node.value))) {
            return { kind: 'number', value: Number(node.value), raw: node.value, origin: node.origin };
        }
        return this.refuse(node, path, 'a number');
    }
    conformBoolean(node, path) {
        if (node.kind === 'boolean')
            return node;
        if (node.kind === 'string' && (node.value === 'true' || node.value === 'false')) {
            return { kind: 'boolean', value: node.value === 'true', origin: node.origin };
        }
        return this.refuse(node, path, 'true or false');
    }
    conformList(node, type, path) {
        let changed = false;
        const items = node.items.map((item, index) => {
            const conformed = this.conformNode(item, type, `${path}[${index}]`);
            changed ||= conformed !== item;
            return conformed;
        });
        return changed ? { ...node, items } : node;
    }
    mapMembers(node, path, map) {
        let changed = false;
        const members = [];
        for (const member of node.members) {
            if (member.value.kind === 'null') {
                this.remark(`${fieldPath(path, member.key)} is null: left out, as AWS takes no null.`, member);
                changed = true;
                continue;
            }
            const value = map(member);
            changed ||= value !== member.value;
            members.push(value === member.value ? member : { ...member, value });
        }
        return changed ? { ...node, members } : node;
    }
    refuse(node, path, allowed) {
        if (node.kind === 'string' && this.options.isOpaque(node.value))
            return node;
        const place = this.find(node.origin);
        const found = node.kind === 'string' && (allowed === 'a number' || allowed === 'true or false')
            ? `text of ${node.value.length} characters`
            : (0,naming/* kindName */.Ep)(node);
        this.problems.push({
            code: 'wrong-type',
            fault: 'user',
            message: `${path} has the wrong type: found ${found}, ECS wants ${allowed}.`,
            hint: `Write ${allowed} there${node.kind === 'null' ? ', or remove the item' : ''}.`,
            ...(place ? { place } : {})
        });
        return node;
    }
    remarkUnknown(member, path, fields) {
        const known = (0,naming/* suggestName */.SX)(member.key, [...fields.keys()]);
        this.remark(`${fieldPath(path, member.key)} is not a field of the ECS model: sent as it stands.${known}`, member);
    }
    remark(message, member) {
        const place = this.find(member.keyOrigin);
        this.remarks.push(place ? { message, place } : { message });
    }
}
function fieldPath(parent, key) {
    const printed = (0,naming/* quotedName */.aH)(key, '') === '' ? '(a name not shown)' : key;
    return parent === '' ? printed : `${parent}.${printed}`;
}

;// CONCATENATED MODULE: ./lib/src/template/opaque.js
function isOpaque(text) {
    return /\$[{A-Za-z_]|\{\{|<%|<[\w .:/-]+>|@@[\w.-]+@@|__[A-Z][A-Z0-9_]*__|%[A-Z][A-Z0-9_]*%/.test(text);
}
function isNeverOpaque() {
    return false;
}

// EXTERNAL MODULE: ./lib/src/template/expression-text.js
var expression_text = __webpack_require__(9111);
;// CONCATENATED MODULE: ./lib/src/template/render.js


async function renderStrictly(source, contexts) {
    return render(source, contexts, 'strict');
}
async function renderLeniently(source, contexts) {
    return render(source, contexts, 'lenient');
}
async function render(source, contexts, mode) {
    const { root } = source;
    if (!(0,expression_text/* hasExpressions */.Y)(root))
        return { root, problems: [] };
    const { TextRenderer } = await Promise.all(/* import() */[__webpack_require__.e(537), __webpack_require__.e(828)]).then(__webpack_require__.bind(__webpack_require__, 2828));
    const renderer = new TextRenderer({ document: source.document, contexts, mode });
    const find = (0,place/* placeFinder */.a)(source.document);
    const problems = [];
    function visit(node, variable) {
        switch (node.kind) {
            case 'string':
                return node.value.includes('${{') ? renderer.render(node, variable) : node;
            case 'array':
                return { ...node, items: node.items.map(item => visit(item, undefined)) };
            case 'object': {
                const name = node.members.find(member => member.key === 'name')?.value;
                const own = name?.kind === 'string' && !name.value.includes('${{') ? name.value : undefined;
                return { ...node, members: node.members.map(member => visitMember(member, own)) };
            }
            default:
                return node;
        }
    }
    function visitMember(member, siblingName) {
        if (member.key.includes('${{'))
            problems.push(expressionInName(member));
        const variable = member.key === 'value' ? siblingName : undefined;
        return { ...member, value: visit(member.value, variable) };
    }
    function expressionInName(member) {
        const place = find(member.keyOrigin);
        return {
            code: 'expression-in-name',
            fault: 'user',
            message: 'An expression stands in the name of a member; only values are evaluated.',
            hint: 'Write the name out, or make the whole object with fromJSON(…).',
            ...(place ? { place } : {})
        };
    }
    const rendered = visit(root, undefined);
    return { root: rendered, problems: [...problems, ...renderer.problems] };
}

;// CONCATENATED MODULE: ./lib/src/template/container-structure.js


function checkContainer(container, around) {
    if (container.kind !== 'object')
        return;
    const { report, seen, isOpaque } = around;
    const name = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name'));
    const owner = name === undefined || name === '' ? 'A container' : `Container ${(0,naming/* quotedName */.aH)(name, '')}`.trim();
    for (const field of ['name', 'image']) {
        const node = (0,tree/* childOf */.GG)(container, field);
        if (node !== undefined && (0,tree/* stringOf */.Je)(node) !== '')
            continue;
        const state = node === undefined ? 'is missing' : 'is empty';
        report(`missing-${field}`, node ?? container, {
            message: `${owner}: "${field}" ${state}.`,
            hint: `Every container has a "${field}".`
        });
    }
    if (name !== undefined && name !== '' && !isOpaque(name)) {
        if (seen.has(name)) {
            report('repeated-container', (0,tree/* childOf */.GG)(container, 'name') ?? container, {
                message: `${owner} is defined twice.`,
                hint: 'Give each container a name of its own.'
            });
        }
        seen.add(name);
    }
    checkVariables(container, owner, around);
    checkDependencies(container, owner, around);
}
function checkVariables(container, owner, around) {
    const seen = new Map();
    for (const list of ['environment', 'secrets']) {
        const field = list === 'environment' ? 'value' : 'valueFrom';
        for (const [index, entry] of (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(container, list)).entries()) {
            if (entry.kind !== 'object')
                continue;
            const name = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')) ?? '';
            const what = `${owner}: ${list}[${index}]`;
            if (name === '') {
                around.report('entry-without-name', entry, {
                    message: `${what} has no "name".`,
                    hint: `Write {"name": "NAME", "${field}": "…"}.`
                });
                continue;
            }
            const variable = (0,naming/* quotedName */.aH)(name, 'the variable');
            const value = (0,tree/* childOf */.GG)(entry, field);
            if (value === undefined || (list === 'secrets' && (0,tree/* stringOf */.Je)(value) === '')) {
                around.report('entry-without-value', entry, {
                    message: `${what}: ${variable} has no "${field}".`,
                    hint: hintForEmpty(entry, list)
                });
            }
            if (around.isOpaque(name))
                continue;
            const before = seen.get(name);
            if (before !== undefined)
                around.report('repeated-variable', entry, repeated(`${owner}: ${variable}`, before, list));
            seen.set(name, before ?? list);
        }
    }
}
function hintForEmpty(entry, list) {
    const swapped = (0,tree/* childOf */.GG)(entry, list === 'environment' ? 'valueFrom' : 'value');
    if (swapped !== undefined && list === 'environment')
        return '"valueFrom" belongs into an entry of "secrets".';
    if (swapped !== undefined)
        return 'An entry of "secrets" has "valueFrom", the reference to the secret, and no "value".';
    return list === 'environment'
        ? 'Add "value"; an empty text is allowed.'
        : 'Add "valueFrom", for example "secretsmanager:<name of the secret>".';
}
function repeated(subject, before, list) {
    if (before === list)
        return { message: `${subject} stands twice in "${list}".`, hint: 'Keep one of the entries.' };
    return {
        message: `${subject} stands in "environment" and in "secrets". ECS answers: "The secret name must be unique and not shared with any new or existing environment variables set on the container".`,
        hint: 'Remove the entry in "environment": that is the plaintext.'
    };
}
function checkDependencies(container, owner, { names, isOpaque, report }) {
    for (const dependency of (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(container, 'dependsOn'))) {
        const node = (0,tree/* childOf */.GG)(dependency, 'containerName');
        const name = (0,tree/* stringOf */.Je)(node);
        if (node === undefined || name === undefined || isOpaque(name) || names.has(name))
            continue;
        if ([...names].some(isOpaque))
            continue;
        report('unknown-dependency', node, {
            message: `${owner} depends on ${(0,naming/* quotedName */.aH)(name, 'a container')}, which is not defined.${(0,naming/* suggestName */.SX)(name, [...names])}`,
            hint: `Defined are: ${[...names].map(known => (0,naming/* quotedName */.aH)(known, '(unnamed)')).join(', ')}.`
        });
    }
}

;// CONCATENATED MODULE: ./lib/src/template/structure.js



const maxDefinitionBytes = 65_536;
function checkStructure(root, options) {
    const problems = [];
    const find = (0,place/* placeFinder */.a)(options.document);
    const report = reporter(find, problems);
    checkFamily(root, options, report);
    checkContainers(root, options, report);
    checkExecutionRole(root, options, report);
    checkSize(root, report);
    return problems;
}
function reporter(find, problems) {
    return (code, node, { message, hint }) => {
        const place = find(node.origin);
        problems.push({ code, fault: 'user', message, hint, ...(place ? { place } : {}) });
    };
}
function checkFamily(root, { isOpaque }, report) {
    const node = (0,tree/* childOf */.GG)(root, 'family');
    const hint = 'Write 1 to 255 letters, digits, "-" and "_".';
    if (node === undefined) {
        report('missing-family', root, {
            message: '"family", the name of the task definition, is missing.',
            hint
        });
        return;
    }
    const family = (0,tree/* stringOf */.Je)(node);
    if (family === undefined || isOpaque(family) || /^[A-Za-z0-9_-]{1,255}$/.test(family))
        return;
    const found = family === ''
        ? 'is empty'
        : family.length > 255
            ? `has ${family.length} characters`
            : 'has characters that ECS does not allow';
    report('bad-family', node, { message: `"family" ${found}.`, hint });
}
function checkContainers(root, { isOpaque }, report) {
    const list = (0,tree/* childOf */.GG)(root, 'containerDefinitions');
    const containers = (0,tree/* containersOf */.Mz)(root);
    if (containers.length === 0) {
        if (list !== undefined && list.kind !== 'array')
            return;
        const message = list ? '"containerDefinitions" is empty.' : '"containerDefinitions" is missing.';
        report('no-containers', list ?? root, { message, hint: 'A task definition has at least one container.' });
        return;
    }
    const seen = new Set();
    for (const container of containers)
        checkContainer(container, { names: nameSet(containers), seen, isOpaque, report });
    const essentials = containers.map(container => (0,tree/* childOf */.GG)(container, 'essential'));
    if (essentials.every(node => node?.kind === 'boolean' && !node.value)) {
        report('no-essential-container', list ?? root, {
            message: 'No container is essential: ECS refuses such a definition.',
            hint: 'Set "essential" to true on the main container, or leave it out (true is the default).'
        });
    }
}
function nameSet(containers) {
    return new Set(containers.flatMap(container => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')) ?? []));
}
function checkExecutionRole(root, { isOpaque }, report) {
    const role = (0,tree/* childOf */.GG)(root, 'executionRoleArn');
    if (role !== undefined && (0,tree/* stringOf */.Je)(role) !== '')
        return;
    const lists = (0,tree/* containersOf */.Mz)(root).flatMap(container => [
        (0,tree/* childOf */.GG)(container, 'secrets'),
        (0,tree/* childOf */.GG)((0,tree/* childOf */.GG)(container, 'logConfiguration'), 'secretOptions')
    ]);
    const first = lists.find(list => (0,tree/* itemsOf */.S3)(list).length > 0);
    if (first === undefined || lists.some(list => isOpaque((0,tree/* stringOf */.Je)(list) ?? '')))
        return;
    report('missing-execution-role', first, {
        message: `Secrets are used, but the definition has no execution role. ECS answers: "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."`,
        hint: 'Add "executionRoleArn": the role that reads the secrets when a task starts.'
    });
}
function checkSize(root, report) {
    if (roughSize(root) * 3 < maxDefinitionBytes)
        return;
    const bytes = Buffer.byteLength(JSON.stringify((0,tree/* toJson */.aB)(root)));
    if (bytes <= maxDefinitionBytes)
        return;
    report('definition-too-large', root, {
        message: `The definition has ${bytes} bytes as JSON; ECS takes ${maxDefinitionBytes}.`,
        hint: 'Move long values to Parameter Store or into the image.'
    });
}
function roughSize(node) {
    switch (node.kind) {
        case 'string':
            return node.value.length + 3;
        case 'array':
            return node.items.reduce((sum, item) => sum + roughSize(item) + 1, 2);
        case 'object':
            return node.members.reduce((sum, { key, value }) => sum + key.length + 4 + roughSize(value), 2);
        default:
            return 5;
    }
}

// EXTERNAL MODULE: ./lib/src/template/ecs-schema.generated.js
var ecs_schema_generated = __webpack_require__(345);
;// CONCATENATED MODULE: ./lib/src/template/unwrap.js




function unwrap(document) {
    const find = (0,place/* placeFinder */.a)(document);
    const { root } = document;
    if (root.kind !== 'object')
        return { problems: [notAnObject(root, find)], remarks: [] };
    const inner = (0,tree/* childOf */.GG)(root, 'taskDefinition');
    if (inner?.kind !== 'object' || (0,tree/* childOf */.GG)(root, 'containerDefinitions'))
        return dropDescribed(root, find);
    const wrapped = dropDescribed(withWrapperTags(inner, root), find);
    const others = root.members.filter(member => member.key !== 'taskDefinition' && member.key !== 'tags');
    return { ...wrapped, remarks: [...wrapped.remarks, ...others.map(member => dropped(member, find))] };
}
function wrapFragment(root) {
    const { origin } = root;
    const single = root.kind === 'object' && !(0,tree/* childOf */.GG)(root, 'containerDefinitions') && (0,tree/* childOf */.GG)(root, 'image');
    if (root.kind !== 'array' && !single)
        return undefined;
    const list = root.kind === 'array' ? root : { kind: 'array', items: [root], origin };
    return {
        kind: 'object',
        members: [{ key: 'containerDefinitions', keyOrigin: origin, value: list }],
        origin
    };
}
function withWrapperTags(definition, wrapper) {
    const tags = (0,tree/* memberOf */.C5)(wrapper, 'tags');
    return tags && !(0,tree/* childOf */.GG)(definition, 'tags') ? (0,tree/* withMember */.RV)(definition, 'tags', tags.value) : definition;
}
function dropDescribed(root, find) {
    const describeOnly = root.members.filter(member => ecs_schema_generated/* describeOnlyMembers */.d.includes(member.key));
    if (describeOnly.length === 0)
        return { root, problems: [], remarks: [] };
    const members = root.members.filter(member => !describeOnly.includes(member));
    return {
        root: { ...root, members },
        problems: [],
        remarks: describeOnly.map(member => dropped(member, find))
    };
}
function dropped(member, find) {
    const place = find(member.keyOrigin);
    const message = `${(0,naming/* quotedName */.aH)(member.key, 'a member')} is part of AWS's answer, not of a definition: dropped.`;
    return place ? { message, place } : { message };
}
function notAnObject(root, find) {
    const place = find(root.origin);
    return {
        code: 'not-a-task-definition',
        fault: 'user',
        message: 'The file holds a list; a task definition is an object with "family" and "containerDefinitions".',
        hint: 'If this is a list of containers, put it under "containerDefinitions".',
        ...(place ? { place } : {})
    };
}

;// CONCATENATED MODULE: ./lib/src/template/prepare.js







async function prepareDefinition(document, options) {
    return new Preparation(document, options).run(unwrap(document), renderStrictly, isNeverOpaque);
}
async function prepareLeniently(document, options) {
    const fragment = wrapFragment(document.root);
    const unwrapped = fragment ? { root: fragment, problems: [], remarks: [] } : unwrap(document);
    const prepared = await new Preparation(document, options).run(unwrapped, renderLeniently, isOpaque);
    const left = fragment ? [...oftenLater, ...aroundContainers] : oftenLater;
    return { ...prepared, problems: prepared.problems.filter(({ code }) => !left.includes(code)) };
}
const oftenLater = ['missing-image'];
const aroundContainers = ['missing-family', 'missing-execution-role'];
class Preparation {
    document;
    options;
    constructor(document, options) {
        this.document = document;
        this.options = options;
    }
    async run(unwrapped, render, opaque) {
        if (unwrapped.root === undefined)
            return unwrapped;
        const { document, options } = this;
        const rendered = await render({ root: unwrapped.root, document }, options.contexts);
        if (rendered.root.kind !== 'object')
            return { problems: rendered.problems, remarks: unwrapped.remarks };
        const isUnknown = rendered.problems.length > 0 ? (text) => opaque(text) || text.includes('${{') : opaque;
        const overridden = applyOverrides(rendered.root, options.overrides);
        const conformed = conform(overridden.root, { document, isOpaque: isUnknown });
        const structural = checkStructure(conformed.root, { document, isOpaque: isUnknown });
        return {
            root: conformed.root,
            problems: [
                ...unwrapped.problems,
                ...rendered.problems,
                ...overridden.problems.filter(({ code }) => !(code === 'unknown-container' && hasUnknownName(overridden.root, isUnknown))),
                ...conformed.problems,
                ...structural
            ],
            remarks: [...unwrapped.remarks, ...overridden.remarks, ...conformed.remarks]
        };
    }
}
function hasUnknownName(root, isUnknown) {
    return (0,tree/* containersOf */.Mz)(root).some(container => isUnknown((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')) ?? ''));
}


/***/ }),

/***/ 3710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JC: () => (/* binding */ schemaReader),
/* harmony export */   Ux: () => (/* binding */ definitionType),
/* harmony export */   il: () => (/* binding */ isKnownMember)
/* harmony export */ });
/* harmony import */ var _ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(345);

const definitionType = 'RegisterTaskDefinitionRequest';
function schemaReader() {
    const known = new Map();
    return structure => {
        let fields = known.get(structure);
        if (!fields) {
            fields = new Map((_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__/* .ecsStructures */ .i[structure] ?? '').split(' ').map(field => fieldOf(field)));
            known.set(structure, fields);
        }
        return fields;
    };
}
function fieldOf(field) {
    const cut = field.indexOf(':');
    return cut < 0 ? [field, 's'] : [field.slice(0, cut), field.slice(cut + 1)];
}
function isKnownMember(path) {
    let type = definitionType;
    for (const name of path) {
        type = memberType(type, name);
        if (type === undefined)
            return false;
    }
    return true;
}
function memberType(type, name) {
    const item = type.replace(/^\[+/, '');
    if (item.startsWith('{'))
        return item.slice(1);
    const fields = Object.hasOwn(_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__/* .ecsStructures */ .i, item) ? _ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__/* .ecsStructures */ .i[item] : undefined;
    return fields
        ?.split(' ')
        .map(fieldOf)
        .find(([field]) => field === name)?.[1];
}


/***/ })

};

export const id = 725;
export const ids = [725];
export const modules = {

/***/ 6076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ isServerPage),
/* harmony export */   f: () => (/* binding */ classifyError)
/* harmony export */ });
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1682);
/* harmony import */ var _one_line_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5595);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8407);



const denied = new Set(['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'NotAuthorized']);
const expired = new Set([
    'ExpiredToken',
    'ExpiredTokenException',
    'RequestExpired',
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'InvalidAccessKeyId',
    'InvalidToken',
    'AuthFailure',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'IncompleteSignatureException',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'RequestTimeTooSkewed',
    'CredentialsProviderError',
    'TokenProviderError',
    'InvalidIdentityToken'
]);
const missing = new Set([
    'ClusterNotFoundException',
    'ServiceNotFoundException',
    'ServiceDeploymentNotFoundException',
    'ResourceNotFoundException',
    'NamespaceNotFoundException',
    'ParameterNotFound'
]);
const throttled = new Set([
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'TooManyRequestsException',
    'RequestThrottled',
    'RequestThrottledException',
    'RequestLimitExceeded',
    'LimitExceeded',
    'SlowDown'
]);
const unsupported = new Set([
    'UnknownOperation',
    'UnknownOperationException',
    'InvalidAction',
    'NotImplemented',
    'NotImplementedException'
]);
const notConnected = new Set([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EADDRNOTAVAIL',
    'ERR_PROXY_TUNNEL'
]);
function classifyError(thrown, operation) {
    if (thrown instanceof _error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .G)
        return thrown;
    if (thrown instanceof _wire_js__WEBPACK_IMPORTED_MODULE_1__/* .UnreadableAnswer */ .ym)
        return unreadable(thrown, operation);
    const facts = factsOf(thrown);
    if (facts === undefined)
        return undefined;
    const kind = kindOf(facts) ?? (thrown instanceof _wire_js__WEBPACK_IMPORTED_MODULE_1__/* .ConnectionFailure */ .ls ? 'lost' : undefined);
    if (kind === undefined)
        return undefined;
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .G({
        kind,
        operation,
        awsName: facts.code !== undefined && facts.status === undefined ? facts.code : nameOf(facts),
        message: textOf(facts)
    });
}
function factsOf(thrown) {
    if (typeof thrown !== 'object' || thrown === null)
        return undefined;
    const { name, code, syscall, message, $metadata } = thrown;
    const status = ($metadata ?? {}).httpStatusCode;
    return {
        name: typeof name === 'string' ? name : 'Error',
        code: typeof code === 'string' ? code : undefined,
        syscall: typeof syscall === 'string' ? syscall : undefined,
        message: typeof message === 'string' ? message : '',
        status: typeof status === 'number' ? status : undefined
    };
}
function kindOf(facts) {
    return kindOfName(facts) ?? kindOfNetwork(facts) ?? kindOfStatus(facts.status);
}
function kindOfName({ name, message, status }) {
    if (throttled.has(name) || status === 429 || /^Rate exceeded/i.test(message))
        return 'throttled';
    if (message.includes('Too many concurrent attempts to create a new revision'))
        return 'throttled';
    if (expired.has(name))
        return 'expired';
    if (denied.has(name) || /is not authorized to perform/.test(message))
        return 'denied';
    if (missing.has(name))
        return 'missing';
    if (unsupported.has(name) || status === 501)
        return 'unsupported';
    return undefined;
}
function kindOfNetwork({ name, code, syscall, message, status }) {
    if (name === 'Error' && message === 'Region is missing')
        return 'unreachable';
    if (code !== undefined && (notConnected.has(code) || isHandshakeFailure(code, message)))
        return 'unreachable';
    if (code === 'ETIMEDOUT' && syscall === 'connect')
        return 'unreachable';
    if (/did not establish a connection|before secure TLS connection/.test(message))
        return 'unreachable';
    if (name === 'TimeoutError' || name === 'AbortError')
        return 'lost';
    return code !== undefined && (status === undefined || status < 300) ? 'lost' : undefined;
}
function isHandshakeFailure(code, message) {
    if (/^(CERT_|ERR_TLS_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(code))
        return true;
    if (code !== 'EPROTO' && !code.startsWith('ERR_SSL_'))
        return false;
    return /wrong.version.number|unknown.protocol|unsupported.protocol|handshake.failure|alert.protocol.version/i.test(`${code} ${message}`);
}
function kindOfStatus(status) {
    if (status === undefined)
        return undefined;
    if (status >= 500 || status < 400)
        return 'lost';
    return status === 401 || status === 403 ? 'denied' : 'refused';
}
function nameOf({ name, status, message }) {
    if (message === 'Region is missing')
        return 'RegionMissing';
    return name === 'Unknown' || name === 'Error' || name === 'SyntaxError' ? `HTTP ${status ?? 'error'}` : name;
}
function textOf({ name, message }) {
    if (name === 'SyntaxError')
        return 'the answer could not be read';
    if (name === 'CredentialsProviderError')
        return (0,_one_line_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .T)(message);
    return (0,_one_line_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .T)(message.split(/The Canonical String|The String-to-Sign/i)[0] ?? '');
}
function unreadable(answer, operation) {
    const { status, mediaType, awsCode } = answer;
    const facts = {
        name: awsCode ?? '',
        code: undefined,
        syscall: undefined,
        message: answer.awsMessage ?? '',
        status
    };
    const isForeignPage = awsCode === undefined && (status === 404 || status === 405);
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .G({
        kind: kindOfName(facts) ?? (isForeignPage ? 'unsupported' : (kindOfStatus(status) ?? 'lost')),
        operation,
        awsName: awsCode ?? `HTTP ${status} ${mediaType}`.trim(),
        message: answer.awsMessage === undefined ? answer.message : textOf(facts)
    });
}
function isServerPage(error) {
    return error.kind === 'lost' && /^HTTP 5\d\d (text|application)\/(html|xml|plain)/.test(error.awsName);
}


/***/ }),

/***/ 9852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ clientSettings)
/* harmony export */ });
const connectionTimeout = 5_000;
const requestTimeout = 20_000;
function clientSettings(context, region, traffic = 'reads') {
    context.environment['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
    const agent = traffic === 'reads' ? { keepAlive: true } : { keepAlive: false, maxSockets: Number.POSITIVE_INFINITY };
    return {
        region,
        maxAttempts: 1,
        customUserAgent: userAgent(context.version),
        requestHandler: {
            connectionTimeout,
            requestTimeout,
            throwOnRequestTimeout: true,
            socketTimeout: requestTimeout,
            httpAgent: agent,
            httpsAgent: { ...agent, proxyEnv: context.environment }
        }
    };
}
function userAgent(version) {
    return version === undefined ? [['ecs-sealed-deploy']] : [['ecs-sealed-deploy', version]];
}


/***/ }),

/***/ 5595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ oneLine)
/* harmony export */ });
const longest = 1000;
function oneLine(text) {
    const flat = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
    return flat.length > longest ? `${flat.slice(0, longest)} …` : flat;
}


/***/ }),

/***/ 2708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ collectPages),
/* harmony export */   o: () => (/* binding */ inBatches)
/* harmony export */ });
async function collectPages(fetch, limit = Number.POSITIVE_INFINITY) {
    const items = [];
    let token;
    do {
        const page = await fetch(token);
        items.push(...page.items);
        if (page.next === token)
            break;
        token = page.next;
    } while (token !== undefined && token !== '' && items.length < limit);
    return items.slice(0, limit);
}
const wave = 5;
async function inBatches(items, size, ask) {
    const batches = [];
    for (let i = 0; i < items.length; i += size)
        batches.push(items.slice(i, i + size));
    const results = [];
    for (let i = 0; i < batches.length; i += wave) {
        const answers = await Promise.all(batches.slice(i, i + wave).map(ask));
        for (const answer of answers)
            results.push(...answer);
    }
    return results;
}


/***/ }),

/***/ 1482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ withRetries)
/* harmony export */ });
/* harmony import */ var _classify_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6076);

const firstDelay = 500;
const longestDelay = 16_000;
const throttleRetries = 7;
async function withRetries(call, policy) {
    for (let retry = 0;; retry++) {
        try {
            return await call.attempt();
        }
        catch (thrown) {
            const error = (0,_classify_js__WEBPACK_IMPORTED_MODULE_0__/* .classifyError */ .f)(thrown, call.operation);
            if (error === undefined)
                throw thrown;
            if (retry >= retriesFor(error, call.effect, policy.maxRetries))
                throw error;
            await policy.clock.sleep(delayBefore(retry, policy.random));
        }
    }
}
function retriesFor(error, effect, maxRetries) {
    switch (error.kind) {
        case 'throttled':
            return Math.max(maxRetries, throttleRetries);
        case 'unreachable':
            return isPermanent(error) ? 0 : maxRetries;
        case 'lost':
            return effect === 'read' ? maxRetries : 0;
        case 'denied':
        case 'expired':
        case 'missing':
        case 'refused':
        case 'unsupported':
            return 0;
    }
}
function isPermanent(error) {
    return /^(RegionMissing|EPROTO|CERT_|ERR_SSL_|ERR_TLS_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(error.awsName);
}
function delayBefore(retry, random) {
    const base = Math.min(firstDelay * 2 ** retry, longestDelay);
    return Math.round(base * (0.75 + 0.5 * random()));
}


/***/ }),

/***/ 1725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createParameterLookup: () => (/* binding */ createParameterLookup)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4736);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9852);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2708);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1482);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8407);





const namesAtOnce = 50;
function createParameterLookup(context, region) {
    const client = new _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__/* .SSMClient */ .jBj((0,_clients_js__WEBPACK_IMPORTED_MODULE_1__/* .clientSettings */ .r)(context, region));
    const ask = (batch) => (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .collectPages */ .V)(NextToken => (0,_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .withRetries */ .L)({
        operation: 'ssm:DescribeParameters',
        effect: 'read',
        attempt: async () => {
            const command = new _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__/* .DescribeParametersCommand */ .$hz({
                ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: batch }],
                MaxResults: namesAtOnce,
                ...(NextToken !== undefined && { NextToken })
            });
            (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .tapWire */ .lR)(command);
            const answer = await client.send(command);
            const items = (answer.Parameters ?? []).map(({ Name, ARN, Type }) => ({
                name: Name ?? '',
                ...(ARN !== undefined && { arn: ARN }),
                ...(Type !== undefined && { type: Type })
            }));
            return { items, next: answer.NextToken };
        }
    }, context));
    return names => (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .inBatches */ .o)([...new Set(names)], namesAtOnce, ask);
}


/***/ }),

/***/ 8407:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gQ: () => (/* binding */ tapConnection),
/* harmony export */   lR: () => (/* binding */ tapWire),
/* harmony export */   ls: () => (/* binding */ ConnectionFailure),
/* harmony export */   ym: () => (/* binding */ UnreadableAnswer)
/* harmony export */ });
class UnreadableAnswer extends Error {
    name = 'UnreadableAnswer';
    status;
    mediaType;
    awsCode;
    awsMessage;
    constructor(answer) {
        super(`HTTP ${answer.status} with ${describeBody(answer.mediaType, answer.text)}`);
        this.status = answer.status;
        this.mediaType = answer.mediaType;
        this.awsCode = /<Code>([A-Za-z0-9.]{1,100})<\/Code>/.exec(answer.text)?.[1];
        this.awsMessage = /<Message>([^<]{0,2000})<\/Message>/.exec(answer.text)?.[1];
    }
}
class ConnectionFailure extends Error {
    name;
    code;
    syscall;
    constructor(failed) {
        super(typeof failed['message'] === 'string' ? failed['message'] : '');
        this.name = typeof failed['name'] === 'string' ? failed['name'] : 'Error';
        this.code = typeof failed['code'] === 'string' ? failed['code'] : undefined;
        this.syscall = typeof failed['syscall'] === 'string' ? failed['syscall'] : undefined;
    }
}
function tapWire(command, body) {
    const stack = stackOf(command);
    let answer;
    if (body !== undefined) {
        stack.add(replaceBody(body), { step: 'serialize', priority: 'low', name: 'exactBody' });
    }
    stack.add(readBody(found => {
        answer = found;
    }), { step: 'deserialize', priority: 'low', name: 'rawAnswer' });
    return {
        answer: () => {
            if (answer === undefined)
                throw new Error('the answer was asked for before the call was over');
            return answer;
        }
    };
}
function tapConnection(command) {
    stackOf(command).add(readBody(undefined), { step: 'deserialize', priority: 'low', name: 'rawAnswer' });
}
function stackOf(command) {
    return command.middlewareStack;
}
function replaceBody(body) {
    return next => args => {
        args.request.body = body;
        return next(args);
    };
}
function readBody(keep) {
    return next => async (args) => {
        const { result, bytes } = await receive(() => next(args));
        result.response.body = bytes;
        keep?.(parseAnswer(result.response, bytes));
        return result;
    };
}
async function receive(send) {
    try {
        const result = await send();
        return { result, bytes: await collect(result.response.body) };
    }
    catch (thrown) {
        throw new ConnectionFailure(typeof thrown === 'object' && thrown !== null ? fieldsOf(thrown) : {});
    }
}
function fieldsOf(thrown) {
    const { name, message, code, syscall } = thrown;
    return { name, message, code, syscall };
}
async function collect(body) {
    if (body === undefined || body instanceof Uint8Array)
        return body ?? new Uint8Array();
    const chunks = [];
    for await (const chunk of body)
        chunks.push(chunk);
    return new Uint8Array(Buffer.concat(chunks));
}
function parseAnswer(response, bytes) {
    const text = Buffer.from(bytes).toString('utf8');
    const parsed = parseObject(text);
    if (parsed === undefined && text === '' && response.statusCode >= 300)
        return {};
    if (parsed !== undefined)
        return parsed;
    const header = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-type');
    const mediaType = header?.[1]?.split(';')[0]?.trim() ?? '';
    throw new UnreadableAnswer({ status: response.statusCode, mediaType, text });
}
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value)
            ? value
            : undefined;
    }
    catch {
        return undefined;
    }
}
function describeBody(mediaType, text) {
    if (text === '')
        return 'an empty body';
    const kind = /^[a-z0-9.+/-]{1,60}$/i.test(mediaType) ? ` (${mediaType})` : '';
    return `a body of ${text.length} characters that is not a JSON object${kind}`;
}


/***/ })

};

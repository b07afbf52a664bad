export const id = 7862;
export const ids = [7862,7829];
export const modules = {

/***/ 37829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ endsEarly),
/* harmony export */   findFatal: () => (/* binding */ findFatal)
/* harmony export */ });
/* harmony import */ var _recognize_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90199);

const PLAIN = {
    'secret-denied': 'secret',
    'key-denied': 'secret',
    'key-unusable': 'secret',
    'secret-missing': 'secret',
    'secret-value-missing': 'secret',
    'json-key-missing': 'secret',
    'secret-not-json': 'secret',
    'secret-deleted': 'secret',
    'parameter-missing': 'secret',
    'registry-denied': 'registry',
    'registry-login-refused': 'registry',
    'registry-secret-malformed': 'credentials',
    'image-missing': 'image',
    'image-denied': 'image',
    'image-platform': 'image',
    'log-group-missing': 'log',
    'log-denied': 'log',
    'command-not-found': 'command',
    'command-not-executable': 'command',
    'user-missing': 'user'
};
function endsEarly(kind) {
    return PLAIN[kind] !== undefined || kind === 'role-not-assumable' || kind === 'no-placement';
}
const WORDS = {
    secret: 'a secret cannot be read',
    registry: 'the registry refuses the log-in',
    credentials: 'the credentials of the registry cannot be used',
    image: 'the image cannot be pulled',
    log: 'the log group cannot be written to',
    command: 'the command is not in the image, or not executable',
    user: 'the user is not in the image'
};
const SAME_FAILURES = 2;
const APART_MS = 10_000;
const ROLE_EVENTS = 2;
const EARLY_EXITS = 3;
const EARLY_MS = 60_000;
const PLACEMENT_EVENTS = 3;
const PLACEMENT_MS = 120_000;
function findFatal(evidence) {
    if (evidence.healthyEver || evidence.runningTasks > 0)
        return undefined;
    const stops = evidence.stops.filter(({ startedBy }) => startedBy === undefined || startedBy === evidence.deploymentId);
    if (stops.some(hasLasted))
        return undefined;
    const events = evidence.events.filter(({ createdAt }) => createdAt >= evidence.startedAt);
    return failedStarts(stops, evidence) ?? earlyExits(stops) ?? refusedRole(events) ?? noPlace(events);
}
function hasLasted({ startedAt, endedAt }) {
    return startedAt !== undefined && endedAt !== undefined && endedAt - startedAt > EARLY_MS;
}
function failedStarts(stops, evidence) {
    const times = new Map();
    for (const stop of stops) {
        if (stop.startedAt !== undefined)
            continue;
        const cause = (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(stop);
        const kind = cause && PLAIN[cause];
        if (kind !== undefined)
            times.set(kind, [...(times.get(kind) ?? []), stop.stoppedAt ?? evidence.now]);
    }
    const [kind, ended = []] = [...times].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
    if (kind === undefined || ended.length < SAME_FAILURES)
        return undefined;
    if (Math.max(...ended) - Math.min(...ended) < APART_MS)
        return undefined;
    const count = ended.length;
    return {
        kind,
        reason: `No task of this deployment can start: ${WORDS[kind]} (${count} tasks failed so, and none has run).`
    };
}
function earlyExits(stops) {
    const early = stops.filter(isEarlyExit);
    if (early.length < EARLY_EXITS)
        return undefined;
    const codes = [...new Set(early.flatMap(failureCodes))].sort((a, b) => a - b).join(', ');
    return {
        kind: 'exit',
        reason: `Tasks of this deployment keep exiting: ${early.length} tasks ended within 60 s of their start (exit code ${codes}).`
    };
}
function isEarlyExit(stop) {
    const { startedAt, endedAt, stopCode } = stop;
    if (stopCode !== 'EssentialContainerExited' || startedAt === undefined || endedAt === undefined)
        return false;
    return endedAt - startedAt <= EARLY_MS && failureCodes(stop).length > 0;
}
function failureCodes(stop) {
    const codes = stop.containers.flatMap(({ exitCode }) => exitCode === undefined || exitCode === 0 ? [] : [exitCode]);
    const own = codes.filter(code => code !== 137 && code !== 143);
    if (own.length > 0)
        return own;
    const endedWell = stop.containers.some(({ exitCode }) => exitCode === 0);
    return endedWell ? [] : codes;
}
function refusedRole(events) {
    const refused = events.filter(({ message }) => (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message) === 'role-not-assumable');
    if (refused.length < ROLE_EVENTS)
        return undefined;
    return {
        kind: 'role',
        reason: `No task of this deployment can start: ECS is not authorized to assume its role (tried ${refused.length} times).`
    };
}
const MAY_COME_FREE = /insufficient (?:cpu|memory|gpu)|already using a port/i;
function noPlace(events) {
    const times = events
        .filter(({ message }) => (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message) === 'no-placement' && !MAY_COME_FREE.test(message))
        .map(({ createdAt }) => createdAt);
    const spread = Math.max(...times) - Math.min(...times);
    if (times.length < PLACEMENT_EVENTS || spread < PLACEMENT_MS)
        return undefined;
    return {
        kind: 'placement',
        reason: `No task of this deployment can be placed: no instance of the cluster fits (tried ${times.length} times in ${Math.floor(spread / 60_000)} min).`
    };
}


/***/ }),

/***/ 27862:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findFirstFailure: () => (/* binding */ findFirstFailure)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _explain_stop_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41945);
/* harmony import */ var _fatal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37829);
/* harmony import */ var _recognize_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90199);




function findFirstFailure(evidence, { mask }) {
    const found = ofStops(evidence) ?? ofEvents(evidence);
    if (found === undefined)
        return undefined;
    const { reason, explained } = found;
    return {
        reason: mask(reason),
        mayPass: explained === undefined || !(0,_fatal_js__WEBPACK_IMPORTED_MODULE_0__/* .endsEarly */ .c)(explained.cause.kind),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ explanation: explained?.explanation, cause: explained?.cause })
    };
}
function ofStops({ stops, deploymentId, definition }) {
    const [newest] = stops
        .filter(({ startedBy }) => startedBy === undefined || startedBy === deploymentId)
        .filter(({ stoppedReason = '' }) => !stoppedReason.startsWith('Scaling activity initiated by'))
        .toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
    if (newest === undefined)
        return undefined;
    const words = (0,_recognize_js__WEBPACK_IMPORTED_MODULE_2__/* .generalizeReason */ .Fb)((0,_recognize_js__WEBPACK_IMPORTED_MODULE_2__/* .stopWordsOf */ .$Q)(newest));
    return {
        reason: words === '' ? (newest.stopCode ?? 'ECS gave no reason.') : words,
        explained: (0,_explain_stop_js__WEBPACK_IMPORTED_MODULE_3__/* .explainStop */ .cV)(newest, definition)
    };
}
function ofEvents({ events, startedAt, definition }) {
    const newestFirst = events
        .filter(({ createdAt }) => createdAt >= startedAt)
        .toSorted((a, b) => b.createdAt - a.createdAt);
    for (const { message } of newestFirst) {
        const explained = (0,_explain_stop_js__WEBPACK_IMPORTED_MODULE_3__/* .explainEvent */ .GI)(message, definition);
        if (explained)
            return { reason: (0,_recognize_js__WEBPACK_IMPORTED_MODULE_2__/* .generalizeReason */ .Fb)((0,_recognize_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutServicePrefix */ .qf)(message)), explained };
    }
    return undefined;
}


/***/ })

};

export const id = 9631;
export const ids = [9631];
export const modules = {

/***/ 38784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ contextsFor),
/* harmony export */   i: () => (/* binding */ partitionOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);


const HARMLESS = new Set('ACTIONS ACTOR ACTOR_ID API_URL BASE_REF EVENT_NAME GRAPHQL_URL HEAD_REF JOB REF REF_NAME REF_PROTECTED REF_TYPE REPOSITORY REPOSITORY_ID REPOSITORY_OWNER REPOSITORY_OWNER_ID RETENTION_DAYS RUN_ATTEMPT RUN_ID RUN_NUMBER SERVER_URL SHA TRIGGERING_ACTOR WORKFLOW WORKFLOW_REF WORKFLOW_SHA'
    .split(' ')
    .map(name => `GITHUB_${name}`));
const NEVER = /^(aws_access_key_id|actions_\w+|input_.*)$|token|secret|passw|passphrase|private|credential|api_?key|_pat$/;
function isNeverGiven(name) {
    return NEVER.test(name.toLowerCase());
}
const TYPED = ['inputs', 'client_payload'];
function contextsFor(configuration, target, ports) {
    const { variables } = configuration;
    const { cluster, region } = target.site ?? configuration;
    return {
        ...environmentOnce(ports, configuration.env),
        vars: variables,
        service: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: nameOf(target), key: target.service, cluster }),
        environment: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: configuration.environment }),
        aws: region === undefined || region === '' ? {} : { region, partition: partitionOf(region) }
    };
}
function nameOf({ service, entry }) {
    return entry?.kind === 'service' ? entry.name : service;
}
const PARTITIONS = [
    ['cn-', 'aws-cn'],
    ['us-gov-', 'aws-us-gov'],
    ['us-isob-', 'aws-iso-b'],
    ['us-iso-', 'aws-iso'],
    ['eu-isoe-', 'aws-iso-e'],
    ['us-isof-', 'aws-iso-f'],
    ['eusc-', 'aws-eusc']
];
function partitionOf(region) {
    return PARTITIONS.find(([begin]) => region.startsWith(begin))?.[1] ?? 'aws';
}
const known = new WeakMap();
function environmentOnce({ env, github }, listed) {
    const last = known.get(env);
    if (last?.github === github && last.listed === listed)
        return last.contexts;
    const contexts = templateEnvironment({ env, github }, listed);
    known.set(env, { github, listed, contexts });
    return contexts;
}
function templateEnvironment({ env, github }, listed) {
    const names = new Set(listed);
    const withheld = new Map();
    const given = {};
    for (const [name, value] of Object.entries(env)) {
        if (HARMLESS.has(name) || (names.has(name) && !isNeverGiven(name)))
            given[name] = value;
        else
            withheld.set(`env.${name.toLowerCase()}`, isNeverGiven(name) ? 'credential' : 'unlisted');
    }
    return { env: given, github: withoutTyped(github, names, withheld), withheld };
}
function withoutTyped(github, names, withheld) {
    const event = github['event'];
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(event))
        return github;
    const changed = {};
    for (const member of TYPED) {
        const typed = event[member];
        if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(typed))
            continue;
        const entries = Object.entries(typed).filter(([name]) => {
            const isGiven = names.has(`${member}.${name}`) && !isNeverGiven(name);
            if (!isGiven) {
                const reason = isNeverGiven(name) ? 'credential' : 'unlisted';
                withheld.set(`github.event.${member}.${name.toLowerCase()}`, reason);
            }
            return isGiven;
        });
        changed[member] = Object.fromEntries(entries);
    }
    return Object.keys(changed).length === 0 ? github : { ...github, event: { ...event, ...changed } };
}


/***/ }),

/***/ 29631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findMissingParts: () => (/* binding */ findMissingParts)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(318);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66048);
/* harmony import */ var _checking_contexts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38784);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10119);
/* harmony import */ var _references_resolve_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25028);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(13235);
/* harmony import */ var _verify_ask_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26246);
/* harmony import */ var _verify_images_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(69993);
/* harmony import */ var _verify_needs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94162);









const AT_ONCE = 4;
const NOWHERE = { kind: 'file', file: '', pointer: '', start: 0, end: 0 };
const NEW_ARN = {
    hint: 'A secret that is created again has another ARN, which this revision does not have.'
};
const GONE = {
    'secret-not-found': NEW_ARN,
    'secret-recreated': NEW_ARN,
    'secret-scheduled-for-deletion': undefined,
    'parameter-not-found': undefined
};
const UNKNOWN = /^aws-|-access-denied$/;
async function findMissingParts(items, otherwise, run) {
    const { configuration } = run;
    const wanted = items.filter(({ following }) => following === undefined);
    if (configuration.verifyPermissions === 'off' || wanted.length === 0)
        return { problems: [], remarks: [], resolved: [] };
    const looked = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .y)(wanted, AT_ONCE, async (item) => [item, await partsOf(item, run)]);
    const open = [...new Set(looked.flatMap(([, parts]) => parts.open))];
    const gone = looked.flatMap(([item, { gone }]) => gone.map(one => problemOf(item, one, otherwise(item).hint)));
    const resolved = looked.flatMap(([, parts]) => parts.resolved);
    return configuration.verifyPermissions === 'required'
        ? { problems: [...gone, ...open.map(asProblem)], remarks: [], resolved }
        : { problems: gone, remarks: open.map(notVerified), resolved };
}
async function partsOf({ service, site, live }, { aws }) {
    const { region } = site;
    const { directory, images } = await aws(site);
    const root = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .fromJson */ .Rf)(live.definition, NOWHERE);
    const document = { service, file: live.arn, root, place: () => undefined };
    const partition = (0,_checking_contexts_js__WEBPACK_IMPORTED_MODULE_2__/* .partitionOf */ .i)(region);
    const [resolution, identity] = await Promise.all([
        (0,_references_resolve_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveReferences */ .d)([document], { directory, region, partition }),
        (0,_verify_ask_js__WEBPACK_IMPORTED_MODULE_4__/* .createAsker */ .b)()(() => directory.callerIdentity())
    ]);
    const caller = identity.kind === 'answered' ? identity.value : undefined;
    const needs = (0,_verify_needs_js__WEBPACK_IMPORTED_MODULE_5__/* .collectNeeds */ .G)([document], []);
    const rows = await (0,_verify_images_js__WEBPACK_IMPORTED_MODULE_6__/* .verifyImages */ .O)(needs.images, { images, ask: (0,_verify_ask_js__WEBPACK_IMPORTED_MODULE_4__/* .createAsker */ .b)(), caller });
    const { problems, resolved } = resolution;
    return {
        resolved,
        gone: [
            ...problems
                .filter(({ code }) => Object.hasOwn(GONE, code))
                .map(({ code, message, hint = '' }) => ({ what: message, hint: GONE[code]?.hint ?? hint })),
            ...rows.flatMap(row => row.verdict === 'denied' && row.remedy.kind === 'advice'
                ? [{ what: `the image ${row.what} does not exist: ${row.why}`, hint: row.remedy.text }]
                : [])
        ],
        open: [
            ...problems.flatMap(({ code, message }) => (UNKNOWN.test(code) ? [message] : [])),
            ...rows.flatMap(row => row.verdict === 'not-verified' && row.unknown.kind === 'no-permission'
                ? [`no permission for ${row.unknown.operation}`]
                : [])
        ]
    };
}
function problemOf(item, { what, hint }, otherwise) {
    const { service, live } = item;
    return {
        code: 'revision-cannot-start',
        fault: 'user',
        service,
        message: `Service "${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_7__/* .labelOf */ .Wy)(item)}": tasks of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_8__/* .lastPartOf */ .RS)(live.arn)} cannot start: ${what.replace(/\.$/, '')}.`,
        hint: `${otherwise} With verify-permissions: off this is not checked. ${hint}`
    };
}
function notVerified(why) {
    return { message: openText(why), isUnverified: true };
}
function asProblem(why) {
    return {
        code: 'not-verified',
        fault: 'cloud',
        message: openText(why),
        hint: 'Allow the call to the deploying role, or set verify-permissions: auto.'
    };
}
function openText(why) {
    return `Not verified whether the secrets, parameters and images of the revision still exist: ${why.replace(/\.$/, '')}.`;
}


/***/ })

};

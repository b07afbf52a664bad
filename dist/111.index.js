export const id = 111;
export const ids = [111,395];
export const modules = {

/***/ 3395:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   explainAwsError: () => (/* binding */ explainAwsError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);
/* harmony import */ var _one_line_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5595);


function explainAwsError(error, about = {}) {
    const subject = about.subject === undefined ? '' : ` for ${about.subject}`;
    return {
        code: `aws-${error.kind}`,
        fault: 'cloud',
        message: `${error.operation}${subject} ${verdictOf(error)} ${saidBy(error)}`,
        hint: hintOf(error),
        ...(about.service !== undefined && { service: about.service })
    };
}
function verdictOf(error) {
    switch (error.kind) {
        case 'denied':
            return 'is not allowed.';
        case 'expired':
            return 'failed: there are no valid credentials.';
        case 'missing':
            return 'failed: what it names does not exist.';
        case 'refused':
            return 'was refused.';
        case 'throttled':
            return 'was throttled, also after waiting and asking again.';
        case 'unreachable':
            return 'failed: no connection to AWS, nothing was sent.';
        case 'lost':
            return 'was sent, but no usable answer came back.';
        case 'unsupported':
            return 'is not known to this endpoint.';
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .assertNever */ .xb)(error.kind);
    }
}
function saidBy(error) {
    const text = (0,_one_line_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .T)(error.message);
    return text === '' ? `(${error.awsName})` : `${error.awsName}: ${text}`;
}
function hintOf(error) {
    switch (error.kind) {
        case 'denied':
            return deniedHint(error);
        case 'expired':
            return expiredHint(error);
        case 'missing':
            return 'Check the name, the region and the account of the credentials in use.';
        case 'refused':
            return 'Change what AWS names and run again; nothing else was changed by this call.';
        case 'throttled':
            return 'Other callers in this account and region use the same allowance: run again later, or lower max-parallel.';
        case 'unreachable':
            return 'Check the region, AWS_ENDPOINT_URL, DNS, and on a self-hosted runner HTTPS_PROXY and NO_PROXY; then run again.';
        case 'lost':
            return 'AWS may or may not have carried it out. Run again: what was already done is found and used.';
        case 'unsupported':
            return 'Check that AWS_ENDPOINT_URL, if set, points at an endpoint that knows this operation.';
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .assertNever */ .xb)(error.kind);
    }
}
function deniedHint(error) {
    const named = namedPermission(error.message);
    const action = named?.action ?? error.operation;
    const where = named?.resource === undefined ? '' : ` on ${named.resource}`;
    if (action === 'iam:PassRole') {
        return `Allow iam:PassRole${where} (the execution role and the task role of the definition) to the identity that deploys, with the condition iam:PassedToService = ecs-tasks.amazonaws.com.`;
    }
    return /explicit deny/i.test(error.message)
        ? `A policy denies ${action}${where} explicitly; allowing it elsewhere does not help. Look for the deny in the policy AWS names.`
        : `Allow ${action}${where} to the identity that runs this.`;
}
function namedPermission(message) {
    const found = /not authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)(?: on resource:? (\S+))?/.exec(message);
    if (!found?.[1])
        return undefined;
    const resource = found[2]?.replace(/[.,]$/, '');
    return { action: found[1], ...(resource !== undefined && { resource }) };
}
function expiredHint(error) {
    if (/expired/i.test(error.awsName) || /expired/i.test(error.message)) {
        return 'The credentials ran out: run the job again, or raise role-duration-seconds of aws-actions/configure-aws-credentials. If they are fresh, check the clock of the runner.';
    }
    return 'Run aws-actions/configure-aws-credentials before this step, and give the job `permissions: id-token: write` when it uses OIDC.';
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

/***/ 3832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ makePlan)
});

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(370);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(1682);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(3395);
// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(8108);
// EXTERNAL MODULE: ./lib/src/plan/compare.js + 1 modules
var compare = __webpack_require__(7594);
;// CONCATENATED MODULE: ./lib/src/plan/decide.js

function decidePlan(subjects, wishes, isKnown) {
    const definitions = new Map();
    for (const subject of subjects) {
        const key = JSON.stringify(subject.definition);
        const decided = decideDefinition(subject, isKnown, `definition-${definitions.size + 1}`);
        const shared = definitions.get(key);
        definitions.set(key, shared ? mergeDefinitions(shared, decided) : decided);
    }
    const services = subjects.flatMap(subject => {
        const definition = definitions.get(JSON.stringify(subject.definition));
        return definition && subject.service ? [decideService(subject, definition, wishes)] : [];
    });
    return { definitions: [...definitions.values()], services };
}
function decideService(subject, definition, wishes) {
    const { state } = subject.service;
    return {
        service: state.service,
        cluster: wishes.cluster,
        file: subject.file,
        definitionId: definition.id,
        action: decideAction(state, definition.registration, wishes),
        before: state,
        previousTaskDefinitionArn: state.taskDefinition
    };
}
function decideDefinition(subject, isKnown, id) {
    const { service, latest } = subject;
    const current = service?.current;
    const againstCurrent = current && (0,compare/* compareDefinitions */.E)(subject.definition, current.definition, isKnown);
    const againstLatest = latest && (0,compare/* compareDefinitions */.E)(subject.definition, latest.definition, isKnown);
    const registration = decideRegistration(subject, againstCurrent, againstLatest);
    const base = againstCurrent ?? againstLatest;
    const comparedWith = current?.arn ?? latest?.arn;
    return {
        id,
        family: subject.family,
        files: [subject.file],
        definition: subject.definition,
        registration,
        differences: base?.differences ?? [],
        notKept: base?.notKept ?? [],
        latestRevision: latest?.revision ?? 0,
        ...(comparedWith === undefined ? {} : { comparedWith })
    };
}
function decideRegistration(subject, againstCurrent, againstLatest) {
    const current = subject.service?.current;
    const { latest } = subject;
    const equalsCurrent = againstCurrent?.differences.length === 0 && current?.family === subject.family;
    if (equalsCurrent && current?.status === 'ACTIVE')
        return { kind: 'reuse', arn: current.arn };
    if (latest && againstLatest?.differences.length === 0)
        return { kind: 'reuse', arn: latest.arn };
    if (equalsCurrent)
        return { kind: 'register', because: 'inactive' };
    return { kind: 'register', because: latest || current ? 'changed' : 'first-revision' };
}
function mergeDefinitions(shared, other) {
    const files = [...new Set([...shared.files, ...other.files])];
    const changed = shared.differences.length > 0 ? shared : other;
    return {
        ...changed,
        id: shared.id,
        files,
        registration: mergeRegistrations(shared.registration, other.registration)
    };
}
function mergeRegistrations(a, b) {
    if (a.kind === 'reuse' && b.kind === 'reuse') {
        return revisionOf(a.arn) >= revisionOf(b.arn) ? a : b;
    }
    return a.kind === 'reuse' ? a : b;
}
function revisionOf(arn) {
    return Number(arn.slice(arn.lastIndexOf(':') + 1));
}
function decideAction(state, registration, wishes) {
    const same = registration.kind === 'reuse' && registration.arn === state.taskDefinition;
    if (!same) {
        return { kind: 'update', because: 'new-definition', forceNewDeployment: wishes.forceNewDeployment };
    }
    if (wishes.forceNewDeployment)
        return { kind: 'update', because: 'forced', forceNewDeployment: true };
    const primary = state.deployments.find(deployment => deployment.status === 'PRIMARY');
    if (primary?.rolloutState === 'FAILED') {
        return { kind: 'update', because: 'retry-failed', forceNewDeployment: true };
    }
    if (wishes.desiredCount !== undefined && wishes.desiredCount !== state.desiredCount) {
        return { kind: 'scale', from: state.desiredCount, to: wishes.desiredCount };
    }
    const rollingOut = primary?.rolloutState === 'IN_PROGRESS' && primary.taskDefinition === state.taskDefinition;
    return rollingOut ? { kind: 'follow', deploymentId: primary.id } : { kind: 'unchanged' };
}

// EXTERNAL MODULE: ./lib/src/aws/one-line.js
var one_line = __webpack_require__(5595);
;// CONCATENATED MODULE: ./lib/src/references/bounded.js
async function mapBounded(items, limit, work) {
    const results = new Array(items.length);
    const waiting = items.entries();
    const run = async () => {
        for (const [index, item] of waiting)
            results[index] = await work(item);
    };
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, run));
    return results;
}

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
;// CONCATENATED MODULE: ./lib/src/references/print.js

function printReference(reference) {
    return reference.kind === 'secret-name' || reference.kind === 'secret-arn'
        ? printTarget(reference) + printTail(reference.tail)
        : printTarget(reference);
}
function printTarget(reference) {
    switch (reference.kind) {
        case 'secret-name':
            return `secretsmanager:${reference.name}`;
        case 'secret-arn':
            return `arn:${reference.partition}:secretsmanager:${reference.region}:${reference.account}:secret:${reference.resource}`;
        case 'parameter-name':
            return `ssm:${reference.name}`;
        case 'parameter-arn':
            return `arn:${reference.partition}:ssm:${reference.region}:${reference.account}:parameter/${reference.resource}`;
        default:
            return (0,errors/* assertNever */.xb)(reference);
    }
}
function printTail(tail) {
    return tail ? `:${tail.jsonKey}:${tail.versionStage}:${tail.versionId}` : '';
}
function parameterArnOf(name, where) {
    const path = name.startsWith('/') ? name : `/${name}`;
    return `arn:${where.partition}:ssm:${where.region}:${where.account}:parameter${path}`;
}

;// CONCATENATED MODULE: ./lib/src/references/messages.js


function describeUse(use) {
    const container = use.container === undefined ? '' : ` of container ${(0,one_line/* oneLine */.T)(use.container)}`;
    switch (use.field) {
        case 'secrets':
            return `secret ${(0,one_line/* oneLine */.T)(use.name)}${container}`;
        case 'secretOptions':
            return `log option ${(0,one_line/* oneLine */.T)(use.name)}${container}`;
        case 'repositoryCredentials':
            return `repositoryCredentials${container}`;
        case 'fsxWindowsFileServerVolumeConfiguration':
            return `credentials of volume ${(0,one_line/* oneLine */.T)(use.name)}`;
    }
}
function place(where) {
    return `region ${where.region}${where.account === undefined ? '' : ` of account ${where.account}`}`;
}
function secretNotFound(reference, where) {
    const name = nameOf(reference);
    return {
        code: 'secret-not-found',
        message: `there is no secret ${printTarget(reference)} in ${place(where)}`,
        hint: `Check the spelling and the region, or create it: aws secretsmanager create-secret --region ${where.region} --name ${name} --secret-string file://VALUE.txt`
    };
}
function parameterNotFound(reference, where) {
    return {
        code: 'parameter-not-found',
        message: `there is no parameter ${printTarget(reference)} in ${place(where)}`,
        hint: `Check the spelling and the region, or create it: aws ssm put-parameter --region ${where.region} --type SecureString --name ${nameOf(reference)} --value file://VALUE.txt`
    };
}
function scheduledForDeletion(reference, deletedAt, where) {
    const date = new Date(deletedAt).toISOString().slice(0, 10);
    return {
        code: 'secret-scheduled-for-deletion',
        message: `the secret ${printTarget(reference)} in ${place(where)} is scheduled for deletion (${date}); tasks can not read it`,
        hint: `Bring it back: aws secretsmanager restore-secret --region ${where.region} --secret-id ${nameOf(reference)}`
    };
}
function secretRecreated(reference, arn) {
    return {
        code: 'secret-recreated',
        message: `the ARN ${printTarget(reference)} is not that of the secret which has this name now (${arn}): the suffix differs, so the secret was deleted and created again`,
        hint: `Write the ARN of today, or secretsmanager:${baseNameOf(reference)} which follows the name; and look for IAM policies that still name the old ARN.`
    };
}
function ambiguousArn(reference, arn) {
    return {
        code: 'ambiguous-secret-arn',
        message: `the ARN ${printTarget(reference)} ends like a complete ARN, so AWS does not find the secret of that name (${arn})`,
        hint: `Write secretsmanager:${reference.resource}, or the complete ARN.`
    };
}
function nameWithSuffix(reference, arn, name) {
    return {
        code: 'secret-name-with-suffix',
        message: `${printTarget(reference)} ends with the suffix of the ARN (${arn}), which is not a part of the name`,
        hint: `Write secretsmanager:${name}`
    };
}
function lookupDenied(reference, error, where) {
    const account = 'account' in reference ? reference.account : (where.account ?? '*');
    const isSecret = reference.kind === 'secret-name' || reference.kind === 'secret-arn';
    const resource = isSecret
        ? `arn:${where.partition}:secretsmanager:${where.region}:${account}:secret:${baseNameOf(reference)}-??????`
        : '*';
    return {
        code: isSecret ? 'secret-access-denied' : 'parameter-access-denied',
        message: `${printTarget(reference)} could not be looked up: ${error.operation} is not allowed. ${error.awsName}: ${(0,one_line/* oneLine */.T)(error.message)}`,
        hint: `Allow ${error.operation} on ${resource} to the identity that deploys; it reads metadata, never the value.`
    };
}
function nameOf(reference) {
    switch (reference.kind) {
        case 'secret-name':
        case 'parameter-name':
            return reference.name;
        case 'secret-arn':
            return baseNameOf(reference);
        case 'parameter-arn':
            return reference.resource.includes('/') ? `/${reference.resource}` : reference.resource;
    }
}
function baseNameOf(reference) {
    if (reference.kind !== 'secret-arn')
        return nameOf(reference);
    return reference.suffix === undefined ? reference.resource : reference.resource.slice(0, -7);
}

;// CONCATENATED MODULE: ./lib/src/references/lookup-parameters.js



function parameterNames(reference) {
    if (reference.kind === 'parameter-name')
        return [reference.name];
    return reference.resource.includes('/')
        ? [`/${reference.resource}`]
        : [reference.resource, `/${reference.resource}`];
}
async function fetchShelf(directory, region, names) {
    try {
        const found = await directory.describeParameters(region, names);
        return new Map(found.map(parameter => [parameter.name, parameter]));
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.G)
            return error;
        throw error;
    }
}
function answerFromShelf(shelf, reference, where) {
    if (shelf instanceof aws_error/* AwsError */.G)
        return { kind: 'failed', error: shelf };
    const parameter = parameterNames(reference)
        .map(name => shelf.get(name))
        .find(found => found !== undefined);
    if (reference.kind === 'parameter-arn' &&
        where.account !== undefined &&
        reference.account !== where.account) {
        return { kind: 'found', arn: printTarget(reference), warning: otherAccount(reference, where.account) };
    }
    if (!parameter)
        return { kind: 'fault', fault: parameterNotFound(reference, where) };
    const arn = arnOf(parameter, reference, where);
    if (arn === undefined)
        return { kind: 'fault', fault: unknownAccount(reference) };
    const plain = parameter.type !== undefined && parameter.type !== 'SecureString';
    return { kind: 'found', arn, ...(plain && { warning: notSecure(reference, parameter.type ?? '') }) };
}
function arnOf(parameter, reference, where) {
    if (parameter.arn !== undefined)
        return parameter.arn;
    if (reference.kind === 'parameter-arn')
        return printTarget(reference);
    return where.account === undefined
        ? undefined
        : parameterArnOf(parameter.name, { ...where, account: where.account });
}
function otherAccount(reference, account) {
    return {
        code: 'parameter-not-verified',
        message: `not verified: ${printTarget(reference)} belongs to account ${reference.account}, the credentials to ${account}; parameters of another account can not be looked up by name`,
        hint: 'Make sure that the parameter is shared with this account (AWS RAM), or keep it in the account of the service.'
    };
}
function notSecure(reference, type) {
    return {
        code: 'parameter-not-secure',
        message: `the parameter ${printTarget(reference)} is a ${type}, not a SecureString: its value is kept unencrypted`,
        hint: 'If it holds a credential, put it again as SecureString.'
    };
}
function unknownAccount(reference) {
    return {
        code: 'account-unknown',
        message: `the ARN of ${printTarget(reference)} is not known: neither Parameter Store nor STS said to which account it belongs`,
        hint: 'Write the ARN of the parameter in full.'
    };
}

;// CONCATENATED MODULE: ./lib/src/references/lookup-secret.js



async function lookUpSecret(directory, reference, where) {
    try {
        const id = reference.kind === 'secret-name' ? reference.name : printTarget(reference);
        const secret = await directory.describeSecret(where.region, id);
        if (!secret)
            return fault(await explainMissing(directory, reference, where));
        if (secret.deletedAt !== undefined)
            return fault(scheduledForDeletion(reference, secret.deletedAt, where));
        if (reference.kind === 'secret-arn' && !isAnswerTo(reference, secret.arn)) {
            return fault(secretRecreated(reference, secret.arn));
        }
        return { kind: 'found', arn: secret.arn };
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.G)
            return { kind: 'failed', error };
        throw error;
    }
}
function isAnswerTo(reference, arn) {
    const written = printTarget(reference);
    return (arn === written || (arn.startsWith(`${written}-`) && /^-[A-Za-z0-9]{6}$/.test(arn.slice(written.length))));
}
async function explainMissing(directory, reference, where) {
    if (reference.kind === 'secret-name') {
        const base = /^(.+)-[A-Za-z0-9]{6}$/.exec(reference.name)?.[1];
        const meant = base === undefined ? undefined : await lookup_secret_arnOf(directory, base, where);
        return base !== undefined && meant?.endsWith(`:secret:${reference.name}`)
            ? nameWithSuffix(reference, meant, base)
            : secretNotFound(reference, where);
    }
    if (reference.suffix === undefined)
        return secretNotFound(reference, where);
    const now = await lookup_secret_arnOf(directory, baseNameOf(reference), where);
    if (now !== undefined && now.slice(0, -7) === printTarget(reference).slice(0, -7)) {
        return secretRecreated(reference, now);
    }
    const longer = await lookup_secret_arnOf(directory, reference.resource, where);
    return longer !== undefined && isAnswerTo(reference, longer)
        ? ambiguousArn(reference, longer)
        : secretNotFound(reference, where);
}
async function lookup_secret_arnOf(directory, name, where) {
    try {
        return (await directory.describeSecret(where.region, name))?.arn;
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.G)
            return undefined;
        throw error;
    }
}
function fault(found) {
    return { kind: 'fault', fault: found };
}

;// CONCATENATED MODULE: ./lib/src/references/lookup.js





const atOnce = 8;
function lookupKey(reference) {
    return printTarget(reference);
}
function regionOf(reference, where) {
    return reference.kind === 'secret-arn' || reference.kind === 'parameter-arn'
        ? reference.region
        : where.region;
}
async function lookUpAll(uses, directory, where) {
    const references = distinctReferences(uses);
    const bareNames = distinctBareNames(uses);
    if (references.size === 0 && bareNames.size === 0)
        return { references: new Map(), bareNames: new Map() };
    const [account, shelves] = await Promise.all([
        accountOf(directory),
        fetchShelves(directory, parameterNamesByRegion(references, bareNames, where))
    ]);
    const here = account === undefined ? where : { ...where, account };
    const answers = await mapBounded([...references], atOnce, async ([key, reference]) => {
        const there = { ...here, region: regionOf(reference, where) };
        return [key, await answerFor(reference, { directory, shelves, where: there })];
    });
    const forms = await mapBounded([...bareNames], atOnce, async ([name]) => {
        return [name, await formsOf(name, { directory, shelves, where: here })];
    });
    return {
        references: new Map(answers),
        bareNames: new Map(forms),
        ...(account !== undefined && { account })
    };
}
async function answerFor(reference, source) {
    if (reference.kind === 'secret-name' || reference.kind === 'secret-arn') {
        return lookUpSecret(source.directory, reference, source.where);
    }
    return answerFromShelf(source.shelves.get(source.where.region) ?? new Map(), reference, source.where);
}
async function formsOf(name, source) {
    const secret = await lookUpSecret(source.directory, { kind: 'secret-name', name }, source.where);
    const shelf = source.shelves.get(source.where.region);
    const isParameter = shelf !== undefined && !(shelf instanceof aws_error/* AwsError */.G) && shelf.has(name);
    return [
        ...(secret.kind === 'found' ? [`secretsmanager:${name}`] : []),
        ...(isParameter ? [`ssm:${name}`] : [])
    ];
}
function isReference(reference) {
    return reference.kind !== 'bare' && reference.kind !== 'malformed';
}
function distinctReferences(uses) {
    const found = new Map();
    for (const { reference, fault } of uses) {
        if (isReference(reference) && !fault)
            found.set(lookupKey(reference), reference);
    }
    return found;
}
function distinctBareNames(uses) {
    const found = new Map();
    for (const { reference } of uses) {
        if (reference.kind === 'bare' && reference.lookable)
            found.set(reference.name, reference);
    }
    return found;
}
function parameterNamesByRegion(references, bareNames, where) {
    const wanted = new Map();
    const want = (region, name) => {
        const names = wanted.get(region) ?? new Set();
        wanted.set(region, names.add(name));
    };
    for (const reference of references.values()) {
        if (reference.kind !== 'parameter-name' && reference.kind !== 'parameter-arn')
            continue;
        for (const name of parameterNames(reference))
            want(regionOf(reference, where), name);
    }
    for (const name of bareNames.keys())
        want(where.region, name);
    return wanted;
}
async function fetchShelves(directory, wanted) {
    const shelves = await mapBounded([...wanted], atOnce, async ([region, names]) => {
        return [region, await fetchShelf(directory, region, [...names])];
    });
    return new Map(shelves);
}
async function accountOf(directory) {
    try {
        return (await directory.callerIdentity()).account;
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.G)
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/src/document/pointer.js
var document_pointer = __webpack_require__(3607);
;// CONCATENATED MODULE: ./lib/src/references/substitute.js


function substituteReferences(root, replacements) {
    if (replacements.size === 0)
        return root;
    const replaced = replaceIn(root, '', replacements);
    return replaced.kind === 'object' ? replaced : root;
}
function replaceIn(node, pointer, replacements) {
    if (node.kind === 'string') {
        const value = replacements.get(pointer);
        return value === undefined || value === node.value ? node : { ...node, value };
    }
    if (node.kind === 'array') {
        const items = node.items.map((item, index) => replaceIn(item, (0,document_pointer/* childPointer */.Y)(pointer, index), replacements));
        return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    if (node.kind !== 'object')
        return node;
    const members = node.members.map(member => {
        if ((0,tree/* memberOf */.C5)(node, member.key) !== member)
            return member;
        const value = replaceIn(member.value, (0,document_pointer/* childPointer */.Y)(pointer, member.key), replacements);
        return value === member.value ? member : { ...member, value };
    });
    return members.every((member, index) => member === node.members[index]) ? node : { ...node, members };
}

;// CONCATENATED MODULE: ./lib/src/references/apply.js






function applyAnswers(documents, uses, known) {
    const verdicts = uses.map(judged => ({ judged, verdict: verdictFor(judged, known) }));
    const replacements = new Map();
    for (const { judged, verdict } of verdicts) {
        if (verdict.arn === undefined)
            continue;
        const ofDocument = replacements.get(judged.document) ?? new Map();
        replacements.set(judged.document, ofDocument.set(judged.use.pointer, verdict.arn));
    }
    return {
        documents: documents.map(document => ({
            ...document,
            root: substituteReferences(document.root, replacements.get(document) ?? new Map())
        })),
        resolved: listResolved(verdicts),
        problems: withoutRepeats(verdicts.flatMap(({ verdict }) => (verdict.problem ? [verdict.problem] : []))),
        warnings: verdicts.flatMap(({ verdict }) => verdict.warnings)
    };
}
function verdictFor(judged, known) {
    const { reference, fault } = judged;
    if (reference.kind === 'bare') {
        return failure(judged, offerForms(reference, known.answers), 'user');
    }
    if (reference.kind === 'malformed')
        return failure(judged, reference.fault, 'user');
    if (fault)
        return failure(judged, fault, 'user');
    const answer = known.answers.references.get(lookupKey(reference));
    const where = placeOf(reference, known);
    switch (answer?.kind) {
        case 'found':
            return success(judged, reference, { ...answer, where: known.where });
        case 'fault':
            return failure(judged, answer.fault, 'cloud');
        case 'failed':
            return answer.error.kind === 'denied'
                ? failure(judged, lookupDenied(reference, answer.error, where), 'cloud')
                : { problem: lookupFailed(answer.error, where.region), warnings: [] };
        default:
            throw new Error('a reference was not looked up');
    }
}
function placeOf(reference, known) {
    const { account } = known.answers;
    return {
        partition: known.where.partition,
        region: regionOf(reference, known.where),
        ...(account !== undefined && { account })
    };
}
function success(judged, reference, answer) {
    const tail = 'tail' in reference ? printTail(reference.tail) : '';
    const faults = [answer.warning, crossRegion(reference, answer.where)].filter(fault => fault !== undefined);
    return {
        arn: answer.arn + tail,
        written: printReference(reference),
        warnings: faults.map(fault => problemAt(judged, fault, 'cloud'))
    };
}
function crossRegion(reference, where) {
    const region = regionOf(reference, where);
    if (region === where.region)
        return undefined;
    return {
        code: 'cross-region-reference',
        message: `${printTarget(reference)} is in ${region}, the service in ${where.region}: tasks then depend on both regions to start`,
        hint: 'Replicate the secret into the region of the service and write the short form, unless this is wanted.'
    };
}
function offerForms(reference, answers) {
    const forms = answers.bareNames.get(reference.name) ?? [];
    if (forms.length === 0)
        return reference.fault;
    return {
        code: reference.fault.code,
        message: `the reference is the bare name ${reference.name}, which ECS would read as the name of an SSM parameter`,
        hint: `Write ${forms.join(' or ')}, which exists.`
    };
}
function lookupFailed(error, region) {
    return (0,explain.explainAwsError)(error, { subject: `the references in ${region}` });
}
function failure(judged, fault, whose) {
    return { problem: problemAt(judged, fault, whose), warnings: [] };
}
function problemAt({ document, use }, fault, whose) {
    const place = document.place(use.node.origin);
    const input = use.node.origin.kind === 'input' ? ` (from input ${(0,one_line/* oneLine */.T)(use.node.origin.input)})` : '';
    return {
        code: fault.code,
        fault: whose,
        message: `${describeUse(use)}${input}: ${fault.message}.`,
        hint: fault.hint,
        ...(place && { place }),
        ...(document.service !== undefined && { service: document.service })
    };
}
function withoutRepeats(problems) {
    const seen = new Set();
    return problems.filter(problem => {
        if (problem.place !== undefined || problem.service !== undefined)
            return true;
        const key = `${problem.code}\n${problem.message}`;
        return !seen.has(key) && seen.add(key);
    });
}
function listResolved(verdicts) {
    const byForm = new Map();
    for (const { judged, verdict } of verdicts) {
        if (verdict.arn === undefined || verdict.written === undefined)
            continue;
        const entry = byForm.get(verdict.written) ?? { written: verdict.written, arn: verdict.arn, uses: [] };
        entry.uses.push(resolvedUse(judged));
        byForm.set(verdict.written, entry);
    }
    return [...byForm.values()];
}
function resolvedUse({ document, use }) {
    return {
        field: use.field,
        name: use.name,
        file: document.file,
        ...(use.container !== undefined && { container: use.container }),
        ...(document.service !== undefined && { service: document.service })
    };
}

;// CONCATENATED MODULE: ./lib/src/references/collect.js


function collectReferences(root) {
    return [
        ...(0,tree/* containersOf */.Mz)(root).flatMap((container, index) => usesOfContainer(container, `/containerDefinitions/${index}`)),
        ...(0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(root, 'volumes')).flatMap((volume, index) => usesOfVolume(volume, `/volumes/${index}`))
    ];
}
function usesOfContainer(container, pointer) {
    const name = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name'));
    const inContainer = name === undefined ? {} : { container: name };
    const logging = (0,tree/* childOf */.GG)(container, 'logConfiguration');
    const lists = [
        {
            field: 'secrets',
            items: (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(container, 'secrets')),
            at: (0,document_pointer/* childPointer */.Y)(pointer, 'secrets')
        },
        {
            field: 'secretOptions',
            items: (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(logging, 'secretOptions')),
            at: (0,document_pointer/* childPointer */.Y)((0,document_pointer/* childPointer */.Y)(pointer, 'logConfiguration'), 'secretOptions')
        }
    ];
    const listed = lists.flatMap(({ field, items, at }) => items.flatMap((item, index) => {
        const node = (0,tree/* childOf */.GG)(item, 'valueFrom');
        if (node?.kind !== 'string')
            return [];
        const nameOf = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(item, 'name')) ?? `#${index + 1}`;
        return [{ field, ...inContainer, name: nameOf, node, pointer: `${(0,document_pointer/* childPointer */.Y)(at, index)}/valueFrom` }];
    }));
    const credentials = (0,tree/* childOf */.GG)((0,tree/* childOf */.GG)(container, 'repositoryCredentials'), 'credentialsParameter');
    if (credentials?.kind !== 'string')
        return listed;
    return [
        ...listed,
        {
            field: 'repositoryCredentials',
            ...inContainer,
            name: 'credentialsParameter',
            node: credentials,
            pointer: `${pointer}/repositoryCredentials/credentialsParameter`
        }
    ];
}
function usesOfVolume(volume, pointer) {
    const field = 'fsxWindowsFileServerVolumeConfiguration';
    const node = (0,tree/* childOf */.GG)((0,tree/* childOf */.GG)((0,tree/* childOf */.GG)(volume, field), 'authorizationConfig'), 'credentialsParameter');
    if (node?.kind !== 'string')
        return [];
    return [
        {
            field,
            name: (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(volume, 'name')) ?? 'without a name',
            node,
            pointer: `${pointer}/${field}/authorizationConfig/credentialsParameter`
        }
    ];
}

;// CONCATENATED MODULE: ./lib/src/references/partition.js
const prefixes = [
    ['cn-', 'aws-cn'],
    ['us-gov-', 'aws-us-gov'],
    ['us-isob-', 'aws-iso-b'],
    ['us-isof-', 'aws-iso-f'],
    ['us-iso-', 'aws-iso'],
    ['eu-isoe-', 'aws-iso-e'],
    ['eusc-', 'aws-eusc']
];
function specialPartitionOf(region) {
    return prefixes.find(([prefix]) => region.startsWith(prefix))?.[1];
}

;// CONCATENATED MODULE: ./lib/src/references/judge.js


function judgeReference(reference, use, where) {
    if (reference.kind === 'malformed')
        return reference.fault;
    if (reference.kind === 'bare')
        return reference.fault;
    return placeFault(reference, use) ?? partitionFault(reference, where);
}
function placeFault(reference, use) {
    if (use.field === 'secrets' || use.field === 'secretOptions')
        return undefined;
    const isParameter = reference.kind === 'parameter-name' || reference.kind === 'parameter-arn';
    if (isParameter) {
        if (use.field !== 'repositoryCredentials')
            return undefined;
        return {
            code: 'parameter-not-allowed-here',
            message: `${printTarget(reference)} is an SSM parameter; repositoryCredentials takes a Secrets Manager secret only`,
            hint: 'Store {"username": …, "password": …} as one secret and write secretsmanager:NAME'
        };
    }
    if (reference.tail === undefined)
        return undefined;
    return {
        code: 'tail-not-allowed-here',
        message: `${printTarget(reference)} is followed by a JSON key or a version; ${use.field} takes the whole secret`,
        hint: `Write ${printTarget(reference)} alone; the secret holds JSON with "username" and "password".`
    };
}
function partitionFault(reference, where) {
    if (reference.kind !== 'secret-arn' && reference.kind !== 'parameter-arn')
        return undefined;
    if (reference.partition !== where.partition) {
        return {
            code: 'other-partition',
            message: `the ARN ${printTarget(reference)} is in the partition ${reference.partition}, the service in ${where.partition} (${where.region}); ECS can not reach from one to the other`,
            hint: 'Create it in the partition of the service and write the short form secretsmanager:NAME or ssm:NAME, which fits every partition.'
        };
    }
    const special = specialPartitionOf(reference.region);
    if (special === undefined || special === reference.partition)
        return undefined;
    return {
        code: 'other-partition',
        message: `the ARN ${printTarget(reference)} says partition ${reference.partition}, but its region belongs to ${special}`,
        hint: `Correct the partition or the region, or write the short form secretsmanager:NAME or ssm:NAME.`
    };
}

// EXTERNAL MODULE: ./lib/src/references/parse.js + 3 modules
var parse = __webpack_require__(5459);
;// CONCATENATED MODULE: ./lib/src/references/resolve.js





async function resolveReferences(documents, to) {
    const where = { region: to.region, partition: to.partition };
    const judged = documents.flatMap(document => collectReferences(document.root).map(use => judgeUse(document, use, where)));
    const answers = await lookUpAll(judged, to.directory, where);
    return applyAnswers(documents, judged, { answers, where });
}
function judgeUse(document, use, where) {
    const parsed = (0,parse/* parseReference */.F)(use.node.value);
    const reference = use.field === 'repositoryCredentials' ? (0,parse/* secretOfBareName */.h)(parsed) : parsed;
    const fault = judgeReference(reference, use, where);
    return { document, use, reference, ...(fault && { fault }) };
}

// EXTERNAL MODULE: ./lib/src/template/schema.js
var schema = __webpack_require__(3710);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/src/workspace/write.js


async function writeRendered(folder, name, definition) {
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    const path = (0,external_node_path_.join)(folder, `${name.replaceAll(/[^A-Za-z0-9_-]/g, '_')}-task-definition.json`);
    await (0,promises_.writeFile)(path, `${JSON.stringify(definition, undefined, 2)}\n`, { mode: 0o600 });
    await (0,promises_.chmod)(path, 0o600);
    return path;
}

// EXTERNAL MODULE: ./lib/src/modes/contexts.js
var contexts = __webpack_require__(585);
;// CONCATENATED MODULE: ./lib/src/modes/services.js


async function inspectServices(prepared, configuration, ecs) {
    const names = prepared.flatMap(({ target }) => (target.service === undefined ? [] : [target.service]));
    const cluster = configuration.cluster;
    if (names.length === 0 || cluster === undefined)
        return { states: new Map(), problems: [] };
    try {
        const { services, missing } = await ecs.describeServices(cluster, names);
        return {
            states: new Map(services.map(state => [state.service, state])),
            problems: [
                ...missing.map(service => missingProblem(service, cluster, configuration.region)),
                ...services.flatMap(state => problemsWith(state, cluster))
            ]
        };
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.G))
            throw error;
        return { states: new Map(), problems: [(0,explain.explainAwsError)(error)] };
    }
}
function missingProblem(service, cluster, region) {
    return {
        code: 'service-not-found',
        fault: 'cloud',
        service,
        message: `ECS has no service "${service}" in cluster "${cluster}", region ${region}.`,
        hint: 'Check the name, cluster and region, or create the service first; this action updates existing services.'
    };
}
function problemsWith(state, cluster) {
    if (state.status !== 'ACTIVE') {
        return [
            {
                code: 'service-not-active',
                fault: 'cloud',
                service: state.service,
                message: `Service "${state.service}" in cluster "${cluster}" is ${state.status}: ECS updates only ACTIVE services.`,
                hint: 'It was deleted or is being deleted. Create it again, or leave it out of this run.'
            }
        ];
    }
    if (state.deploymentController === 'ECS')
        return [];
    return [
        {
            code: 'deployment-controller',
            fault: 'user',
            service: state.service,
            message: `Service "${state.service}" is deployed by ${state.deploymentController}; this version deploys services with the ECS deployment controller.`,
            hint: 'Leave it out of this run, or change its deployment controller to ECS.'
        }
    ];
}

;// CONCATENATED MODULE: ./lib/src/modes/make-plan.js










const LOOKUPS_AT_ONCE = 8;
async function makePlan(preparation, configuration, ports) {
    const { report, prepared } = preparation;
    if (prepared.length === 0)
        return { report };
    const [resolution, services] = await Promise.all([
        resolveReferences(prepared.map(toUnresolved), {
            directory: ports.aws.directory,
            region: configuration.region,
            partition: (0,contexts/* partitionOf */.i)(configuration.region)
        }),
        inspectServices(prepared, configuration, ports.aws.ecs)
    ]);
    const problems = [...report.problems, ...resolution.problems, ...services.problems];
    const remarks = [...report.remarks, ...resolution.warnings.map(toRemark)];
    const looked = { ...report, problems, remarks, references: resolution.resolved };
    if (problems.length > 0)
        return { report: looked };
    const resolved = resolution.documents.map((document, index) => ({
        ...prepared[index],
        definition: (0,tree/* toJson */.aB)(document.root)
    }));
    return decide(looked, { resolved, states: services.states }, { configuration, ports });
}
function toUnresolved({ target, root }) {
    const { service, document, place } = target;
    return { file: document.file, root, place, ...(service === undefined ? {} : { service }) };
}
function toRemark({ message, hint, place }) {
    const text = hint === undefined ? message : `${message} ${hint}`;
    return place === undefined ? { message: text } : { message: text, place };
}
async function decide(report, known, run) {
    const { configuration, ports } = run;
    try {
        const subjects = await describeSubjects(known, ports.aws);
        const plan = decidePlan(subjects, wishesOf(configuration), schema/* isKnownMember */.il);
        const renderedFiles = await writeAll(known.resolved, ports);
        const remarks = [...report.remarks, ...notKeptRemarks(plan)];
        return { report: { ...report, remarks, plan, renderedFiles }, plan };
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.G))
            throw error;
        return { report: { ...report, problems: [...report.problems, (0,explain.explainAwsError)(error)] } };
    }
}
function notKeptRemarks(plan) {
    return plan.definitions.flatMap(({ registration, notKept, files }) => registration.kind === 'reuse'
        ? notKept.map(path => ({
            message: `${files.join(', ')}: "${path}" is not in ${registration.arn}, which equals the file otherwise. AWS does not keep it; check its spelling.`
        }))
        : []);
}
function wishesOf(configuration) {
    const { desiredCount, forceNewDeployment } = configuration;
    return {
        cluster: configuration.cluster ?? '',
        forceNewDeployment,
        ...(desiredCount === undefined ? {} : { desiredCount })
    };
}
async function describeSubjects(known, aws) {
    const limit = (0,p_limit/* default */.A)(LOOKUPS_AT_ONCE);
    const asked = new Map();
    const describe = (name) => {
        const answer = asked.get(name) ?? limit(() => aws.ecs.describeTaskDefinition(name));
        asked.set(name, answer);
        return answer;
    };
    return Promise.all(known.resolved.map(async ({ target, family, definition }) => {
        const state = target.service === undefined ? undefined : known.states.get(target.service);
        const [latest, current] = await Promise.all([
            describe(family),
            state ? describe(state.taskDefinition) : undefined
        ]);
        return {
            file: target.document.file,
            family,
            definition,
            ...(latest ? { latest } : {}),
            ...(state ? { service: { state, ...(current ? { current } : {}) } } : {})
        };
    }));
}
async function writeAll(resolved, ports) {
    const folder = ports.renderedFolder;
    if (folder === undefined)
        return [];
    const byName = new Map(resolved.map(item => [item.target.service ?? item.family, item.definition]));
    return Promise.all([...byName].map(([name, definition]) => writeRendered(folder, name, definition)));
}


/***/ }),

/***/ 7355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ prepareTargets)
});

// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(1682);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(3395);
// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(8108);
// EXTERNAL MODULE: ./lib/src/report/exit-code.js
var exit_code = __webpack_require__(103);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(931);
// EXTERNAL MODULE: ./lib/src/template/expression-text.js
var expression_text = __webpack_require__(9111);
;// CONCATENATED MODULE: ./lib/src/template/names-used.js

async function namesUsed(root) {
    if (!(0,expression_text/* hasExpressions */.Y)(root))
        return new Set();
    const { collectNames } = await Promise.all(/* import() */[__webpack_require__.e(537), __webpack_require__.e(954)]).then(__webpack_require__.bind(__webpack_require__, 9954));
    return collectNames(root);
}

// EXTERNAL MODULE: ./lib/src/template/parse-overrides.js
var parse_overrides = __webpack_require__(4730);
// EXTERNAL MODULE: ./lib/src/template/prepare.js + 9 modules
var prepare = __webpack_require__(2873);
// EXTERNAL MODULE: ./lib/src/modes/contexts.js
var modes_contexts = __webpack_require__(585);
// EXTERNAL MODULE: ./lib/src/modes/examine.js + 35 modules
var examine = __webpack_require__(5652);
// EXTERNAL MODULE: ./lib/src/modes/targets.js + 7 modules
var targets = __webpack_require__(5424);
;// CONCATENATED MODULE: ./lib/src/modes/prepare.js











async function prepareTargets(configuration, ports, aws) {
    const loaded = await (0,targets/* loadTargets */.J)(configuration, ports);
    const { overrides, problems: badOverrides } = (0,parse_overrides/* parseOverrides */.f)(configuration.overrides);
    const problems = [...loaded.problems, ...badOverrides];
    const asWritten = (0,examine/* examine */.s)(loaded.targets, [], ports.mask);
    const dirty = problems.length > 0 || (0,exit_code/* hasErrors */.C)({ findings: asWritten });
    const { account, problem } = dirty ? { account: '' } : await askAccount(loaded.targets, aws);
    if (problem)
        problems.push(problem);
    const remarks = [];
    const prepared = [];
    for (const target of loaded.targets) {
        const contexts = (0,modes_contexts/* contextsFor */.W)(configuration, target, ports);
        const result = await (0,prepare/* prepareDefinition */.D)(target.document, {
            contexts: { ...contexts, aws: { ...contexts.aws, account } },
            overrides
        });
        problems.push(...result.problems.map(problem => forService(problem, target)));
        remarks.push(...result.remarks);
        if (result.root)
            prepared.push({ target, root: result.root, family: familyOf(result.root) });
    }
    const findings = (0,examine/* examine */.s)(loaded.targets, prepared, ports.mask);
    const report = {
        ...(0,report_report/* emptyReport */._)(configuration.mode),
        services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
        files: loaded.files,
        unscanned: loaded.unscanned,
        findings,
        problems: distinct(problems),
        remarks: distinct(remarks)
    };
    const stops = problems.length > 0 || (0,exit_code/* hasErrors */.C)(report);
    return { report, prepared: stops ? [] : prepared };
}
async function askAccount(targets, aws) {
    const used = await Promise.all(targets.map(({ document }) => namesUsed(document.root)));
    if (!used.some(names => names.has('aws.account')))
        return { account: '' };
    try {
        return { account: (await aws.directory.callerIdentity()).account };
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.G))
            throw error;
        return { account: '', problem: (0,explain.explainAwsError)(error) };
    }
}
function familyOf(root) {
    return (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(root, 'family')) ?? '';
}
function forService(problem, target) {
    return target.service === undefined ? problem : { ...problem, service: target.service };
}
function distinct(items) {
    const byText = new Map(items.map(item => [JSON.stringify({ ...item, service: undefined }), item]));
    return [...byText.values()];
}


/***/ }),

/***/ 7594:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ compareDefinitions)
});

;// CONCATENATED MODULE: ./lib/src/plan/normalise.js
function normaliseDefinition(definition) {
    const networkMode = definition['networkMode'];
    const onFargate = list(definition['requiresCompatibilities']).includes('FARGATE');
    const result = {};
    for (const [key, value] of Object.entries(definition)) {
        if (DESCRIBE_ONLY.has(key))
            continue;
        const kept = normaliseTopLevel(key, value, String(networkMode ?? ''));
        if (kept !== undefined)
            result[key] = kept;
    }
    if (networkMode === 'bridge' || (networkMode === 'awsvpc' && onFargate))
        delete result['networkMode'];
    return result;
}
const DESCRIBE_ONLY = new Set([
    'taskDefinitionArn',
    'revision',
    'status',
    'requiresAttributes',
    'compatibilities',
    'registeredAt',
    'registeredBy',
    'deregisteredAt',
    'deleteRequestedAt'
]);
const SETS = new Set([
    'environment',
    'secrets',
    'secretOptions',
    'tags',
    'requiresCompatibilities',
    'systemControls',
    'ulimits'
]);
const DEFAULTS = {
    containerDefinitions: { cpu: 0, essential: true },
    healthCheck: { interval: 30, timeout: 5, retries: 3 },
    portMappings: { protocol: 'tcp' },
    efsVolumeConfiguration: { rootDirectory: '/', transitEncryption: 'DISABLED' },
    restartPolicy: { restartAttemptPeriod: 300 }
};
function normaliseTopLevel(key, value, networkMode) {
    if (key === 'enableFaultInjection' && value === false)
        return undefined;
    if (key === 'cpu')
        return typeof value === 'string' ? inUnits(value, 1024, /^([\d.]+)\s*vcpu$/i) : value;
    if (key === 'memory')
        return typeof value === 'string' ? inUnits(value, 1024, /^([\d.]+)\s*gb$/i) : value;
    return normalise(key, value, networkMode);
}
function inUnits(text, perUnit, form) {
    const match = form.exec(text.trim());
    return match ? String(Math.round(Number(match[1]) * perUnit)) : text;
}
function normalise(holder, value, networkMode) {
    if (value === null)
        return undefined;
    if (Array.isArray(value))
        return normaliseList(holder, value, networkMode);
    if (typeof value === 'object')
        return normaliseObject(holder, value, networkMode);
    return value;
}
function normaliseList(holder, items, networkMode) {
    if (items.length === 0)
        return undefined;
    const kept = items.map(item => normalise(holder, item, networkMode) ?? {});
    if (!SETS.has(holder))
        return kept;
    return kept
        .map(item => ({ item, text: JSON.stringify(item) }))
        .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
        .map(({ item }) => item);
}
function normaliseObject(holder, value, networkMode) {
    const defaults = DEFAULTS[holder] ?? {};
    const entries = Object.entries(value)
        .filter(([key, child]) => defaults[key] !== child && !isImpliedPort(holder, key, value, networkMode))
        .map(([key, child]) => [key, normalise(key, child, networkMode)])
        .filter(([, child]) => child !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
function isImpliedPort(holder, key, mapping, networkMode) {
    if (holder !== 'portMappings' || key !== 'hostPort')
        return false;
    if (networkMode === 'awsvpc' || networkMode === 'host')
        return mapping['hostPort'] === mapping['containerPort'];
    return mapping['hostPort'] === 0;
}
function list(value) {
    return Array.isArray(value) ? value : [];
}

;// CONCATENATED MODULE: ./lib/src/plan/compare.js

function compareDefinitions(wanted, live, isKnown) {
    const found = { differences: [], notKept: [], isKnown };
    const liveSide = normaliseDefinition(live);
    const comparable = wanted['tags'] === undefined ? without(liveSide, 'tags') : liveSide;
    compareObjects({ path: '', names: [] }, normaliseDefinition(wanted), comparable, found);
    return { differences: found.differences, notKept: found.notKept };
}
function compareValues(where, wanted, live, found) {
    if (isObject(wanted) && isObject(live))
        compareObjects(where, wanted, live, found);
    else if (Array.isArray(wanted) && Array.isArray(live))
        compareLists(where, wanted, live, found);
    else if (wanted !== live)
        found.differences.push({ path: where.path, change: 'changed' });
}
function compareObjects(where, wanted, live, found) {
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(live)])) {
        const next = {
            path: where.path === '' ? key : `${where.path}.${key}`,
            names: [...where.names, key]
        };
        const a = Object.hasOwn(wanted, key) ? wanted[key] : undefined;
        const b = Object.hasOwn(live, key) ? live[key] : undefined;
        if (a !== undefined && b !== undefined)
            compareValues(next, a, b, found);
        else if (a !== undefined)
            reportAdded(next, found);
        else if (b !== undefined)
            reportRemoved(next, b, found);
    }
}
function reportAdded(where, found) {
    if (found.isKnown(where.names))
        found.differences.push({ path: where.path, change: 'added' });
    else
        found.notKept.push(where.path);
}
function reportRemoved(where, live, found) {
    const saysNothing = live === false || live === 0 || live === '';
    if (saysNothing && !found.isKnown(where.names))
        return;
    found.differences.push({ path: where.path, change: 'removed' });
}
function compareLists(where, wanted, live, found) {
    if (namesOf(wanted) && namesOf(live)) {
        compareNamedLists(where, wanted, live, found);
        return;
    }
    const length = Math.max(wanted.length, live.length);
    for (let i = 0; i < length; i++) {
        const next = { path: `${where.path}[${i}]`, names: where.names };
        const a = wanted[i];
        const b = live[i];
        if (a !== undefined && b !== undefined)
            compareValues(next, a, b, found);
        else
            found.differences.push({ path: next.path, change: a === undefined ? 'removed' : 'added' });
    }
}
function compareNamedLists(where, wanted, live, found) {
    const liveByName = new Map(live.map(item => [item['name'], item]));
    const wantedNames = new Set(wanted.map(item => item['name']));
    for (const item of wanted) {
        const next = { path: `${where.path}[${String(item['name'])}]`, names: where.names };
        const other = liveByName.get(item['name']);
        if (other)
            compareObjects(next, item, other, found);
        else
            found.differences.push({ path: next.path, change: 'added' });
    }
    for (const item of live) {
        if (!wantedNames.has(item['name'])) {
            found.differences.push({ path: `${where.path}[${String(item['name'])}]`, change: 'removed' });
        }
    }
}
function namesOf(items) {
    const names = items.map(item => (isObject(item) ? item['name'] : undefined));
    return names.every(name => typeof name === 'string') && new Set(names).size === names.length;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function without(object, key) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}


/***/ }),

/***/ 4844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ describeRegistration),
/* harmony export */   GO: () => (/* binding */ planToText),
/* harmony export */   k$: () => (/* binding */ shortArn),
/* harmony export */   u7: () => (/* binding */ describeAction)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);

function describeAction(action) {
    switch (action.kind) {
        case 'unchanged':
            return 'unchanged';
        case 'follow':
            return `already rolling out (${action.deploymentId}): watch it`;
        case 'scale':
            return `desired count ${action.from} → ${action.to}`;
        case 'update':
            return describeUpdate(action.because);
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .assertNever */ .xb)(action);
    }
}
function describeUpdate(because) {
    switch (because) {
        case 'new-definition':
            return 'update to the new revision';
        case 'forced':
            return 'new deployment of the same revision (forced)';
        case 'retry-failed':
            return 'new deployment of the same revision (the last one failed)';
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .assertNever */ .xb)(because);
    }
}
function describeRegistration(definition) {
    const { registration } = definition;
    if (registration.kind === 'reuse')
        return `${shortArn(registration.arn)} already equals it`;
    switch (registration.because) {
        case 'first-revision':
            return 'register the first revision';
        case 'changed':
            return 'register a new revision';
        case 'inactive':
            return 'register again (the equal revision is inactive)';
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .assertNever */ .xb)(registration.because);
    }
}
function shortArn(arn) {
    return arn.slice(arn.lastIndexOf('/') + 1);
}
function planToText(plan) {
    const lines = [];
    for (const definition of plan.definitions) {
        lines.push(`${definition.family} (${definition.files.join(', ')}): ${describeRegistration(definition)}`);
        if (definition.registration.kind === 'register') {
            lines.push(...definition.differences.map(({ change, path }) => `    ${SIGNS[change]} ${path}`));
        }
        for (const service of plan.services.filter(({ definitionId }) => definitionId === definition.id)) {
            lines.push(`  service ${service.service}: ${describeAction(service.action)}`);
        }
    }
    return lines;
}
const SIGNS = { added: '+', removed: '-', changed: '~' };


/***/ }),

/***/ 370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ pLimit)
});

// UNUSED EXPORTS: limitFunction

;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}


/***/ })

};

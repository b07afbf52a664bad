export const id = 66;
export const ids = [66];
export const modules = {

/***/ 17185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ withMovedImages),
/* harmony export */   S: () => (/* binding */ remarksOfKeptTags)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84120);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66048);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(69270);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65955);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7673);
/* harmony import */ var _secrets_images_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(32329);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96540);
/* harmony import */ var _comparison_risks_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(67075);
/* harmony import */ var _connections_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5956);










const AT_ONCE = 8;
async function withMovedImages(planned, planning) {
    const { plan, report } = planned;
    const suspects = plan?.services.filter(service => imagesOf(service, plan).length > 0) ?? [];
    if (!plan || suspects.length === 0)
        return planned;
    try {
        const tags = await readTags(suspects, plan, planning);
        const isRead = (service) => imagesOf(service, plan).some(({ image }) => 'digests' in (tags.get(tagKey(service, image)) ?? {}));
        const running = await readRunning(suspects.filter(isRead), planning);
        const open = [];
        const services = plan.services.map((service) => {
            const judged = suspects.includes(service)
                ? imagesOf(service, plan).map(one => judge(one, service, {
                    tag: tags.get(tagKey(service, one.image)),
                    running: running.get(service)
                }))
                : [];
            const why = judged.flatMap(({ moved }) => moved ?? []);
            if (why.length === 0) {
                open.push(...judged.flatMap(one => (one.open ? [`${service.service}: ${one.open}`] : [])));
                return service;
            }
            const because = { because: 'image', why: why.join('; '), forceNewDeployment: true };
            return { ...service, action: { kind: 'update', ...because } };
        });
        const remarks = open.length === 0 ? report.remarks : [...report.remarks, notVerified(open)];
        const looked = { ...plan, services };
        return { ...planned, plan: looked, report: { ...report, plan: looked, remarks } };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy))
            throw error;
        return { report: { ...report, problems: [...report.problems, (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explainAwsError */ .Ni)(error)] } };
    }
}
function imagesOf({ action, definitionId }, plan) {
    const isKept = action.kind === 'unchanged' || action.kind === 'scale' || action.kind === 'settings';
    return isKept ? taggedImages((0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .definitionIn */ .r)(plan, definitionId)) : [];
}
function taggedImages({ containerDefinitions }) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .objectsIn */ .Q)(containerDefinitions).flatMap(({ name, image }) => typeof image === 'string' && !image.includes('@sha256:') ? [{ container: String(name), image }] : []);
}
async function readTags(suspects, plan, planning) {
    const wanted = suspects.flatMap(service => imagesOf(service, plan).map(({ image }) => ({ key: tagKey(service, image), image, service })));
    const read = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_4__/* .mapBounded */ .y)((0,_list_js__WEBPACK_IMPORTED_MODULE_5__/* .distinctBy */ .ey)(wanted, ({ key }) => key), AT_ONCE, async ({ key, image, service }) => [key, await readTag(image, service, planning)]);
    return new Map(read);
}
async function readTag(image, { site }, { aws }) {
    const address = (0,_secrets_images_js__WEBPACK_IMPORTED_MODULE_6__/* .parseEcrImage */ .T)(image);
    if (!address)
        return { why: 'registry not checked' };
    try {
        const { images } = await aws(site);
        const found = await images.describeImage(address);
        if (found.kind !== 'found')
            return { why: 'ECR has no such image', isGone: true };
        if (found.digest === undefined)
            return { why: 'ECR gave no digest' };
        const isIndex = /manifest\.list|image\.index/.test(found.mediaType ?? '');
        const parts = isIndex ? digestsIn((await images.readManifest(address)) ?? '') : [];
        return { digests: [found.digest, ...parts] };
    }
    catch (error) {
        return { why: reasonOf(error) };
    }
}
function digestsIn(manifest) {
    try {
        const index = JSON.parse(manifest);
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(index) ? (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .objectsIn */ .Q)(index['manifests']).map(({ digest }) => String(digest)) : [];
    }
    catch {
        return [];
    }
}
async function readRunning(suspects, { aws }) {
    const clusters = (0,_group_js__WEBPACK_IMPORTED_MODULE_7__/* .groupBy */ .$)(suspects, ({ site }) => `${(0,_connections_js__WEBPACK_IMPORTED_MODULE_8__/* .accountKey */ .L)(site)} ${site.cluster}`);
    const read = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_4__/* .mapBounded */ .y)(clusters, AT_ONCE, async (group) => {
        const [{ site }] = group;
        try {
            const { running } = await aws(site);
            const images = await running.runningImages(site.cluster, group.map(({ service }) => service));
            return group.map((one) => [one, images.get(one.service) ?? []]);
        }
        catch (error) {
            return group.map((one) => [one, reasonOf(error)]);
        }
    });
    return new Map(read.flat());
}
function judge({ container, image }, { before, previousTaskDefinitionArn }, { tag = { why: 'not read' }, running = [] }) {
    const unknown = (why) => (0,_comparison_risks_js__WEBPACK_IMPORTED_MODULE_9__/* .looksLikeVersion */ .aG)(image) ? { open: `${image} (${why})` } : { moved: `${image} may have moved; ${why}` };
    if ('why' in tag)
        return tag.isGone ? { open: `${image} (${tag.why})` } : unknown(tag.why);
    if (typeof running === 'string')
        return unknown(running);
    const own = running.filter(one => one.container === container && one.taskDefinition === previousTaskDefinitionArn);
    if (own.some(({ digest }) => digest !== undefined && !tag.digests.includes(digest)))
        return { moved: `${image} has moved` };
    if (own.length === 0 && before.desiredCount > 0)
        return unknown('none of its tasks is running');
    return own.every(({ digest }) => digest !== undefined)
        ? {}
        : unknown('ECS does not report which image the tasks run');
}
function remarksOfKeptTags({ services, definitions }) {
    return services.flatMap(({ service, action, definitionId }) => {
        const found = definitions.find(({ id }) => id === definitionId);
        if (action.kind !== 'update' || !found)
            return [];
        if (found.differences.some(({ path }) => path.endsWith('.image')))
            return [];
        const tags = new Set(taggedImages(found.definition).map(({ image }) => image));
        const moving = [...tags].filter(image => !(0,_comparison_risks_js__WEBPACK_IMPORTED_MODULE_9__/* .looksLikeVersion */ .aG)(image));
        if (moving.length === 0)
            return [];
        const message = `Service "${service}" moves to a revision that names the same images by tag (${moving.join(', ')}): what the tag names now is started, not what it named then. To return to an older image, deploy it by its digest.`;
        return [{ message }];
    });
}
function notVerified(open) {
    return {
        isUnverified: true,
        message: `Unchanged as text; whether the tag has moved is not verified: ${open.join(', ')}. Set force-new-deployment: true to start new tasks, or name the image by its digest.`
    };
}
function tagKey({ site }, image) {
    return `${(0,_connections_js__WEBPACK_IMPORTED_MODULE_8__/* .accountKey */ .L)(site)} ${image}`;
}
function reasonOf(error) {
    if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy) || error.kind === 'expired')
        throw error;
    return error.kind === 'denied'
        ? `${error.operation} is not allowed`
        : `${error.operation}: ${error.awsName}`;
}


/***/ }),

/***/ 32329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ verifyImages),
/* harmony export */   T: () => (/* binding */ parseEcrImage)
/* harmony export */ });
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66048);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19852);


const AT_ONCE = 8;
const HOST = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z]{2,}(?:-[a-z]+)+-\d+)\.(?:on\.)?[a-z0-9.-]+$/;
function parseEcrImage(image) {
    const slash = image.indexOf('/');
    const [, registry, region] = HOST.exec(image.slice(0, Math.max(slash, 0))) ?? [];
    if (registry === undefined || region === undefined)
        return undefined;
    const [named = '', digest] = image.slice(slash + 1).split('@', 2);
    const [repository = '', tag = 'latest'] = named.split(':', 2);
    if (repository === '')
        return undefined;
    return { registry, region, repository, id: digest === undefined ? { tag } : { digest } };
}
async function verifyImages(needs, scope) {
    return (0,_bounded_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .y)(needs, AT_ONCE, async ({ image, uses }) => {
        const address = parseEcrImage(image);
        const verdict = address
            ? await verifyImage(address, scope)
            : notVerified('out-of-reach', 'only private Amazon ECR registries are checked');
        return { check: 'image', holder: { kind: 'nobody' }, what: image, uses, ...verdict };
    });
}
function notVerified(kind, text) {
    return { verdict: 'not-verified', unknown: { kind, text } };
}
async function verifyImage(address, { images, ask, caller }) {
    const { registry, region, repository, id } = address;
    const image = await ask(() => images.describeImage(address));
    if (image.kind === 'failed')
        return { verdict: 'not-verified', unknown: (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownFrom */ .NI)(image.error) };
    if (image.value.kind === 'found')
        return { verdict: 'allowed', why: 'found in Amazon ECR' };
    const rules = await ask(() => images.listCachePrefixes(address));
    const prefixes = rules.kind === 'answered' ? rules.value : [];
    if (prefixes.some(prefix => prefix === 'ROOT' || repository.startsWith(`${prefix}/`)))
        return notVerified('out-of-reach', 'ECR does not have it yet; a pull through cache rule fetches it at the first pull');
    if (caller !== undefined && caller.account !== registry)
        return notVerified('undecided', `the registry belongs to account ${registry}, which does not show it`);
    const where = `in ${region} of account ${registry}`;
    const [why, advice] = image.value.kind === 'no-repository'
        ? [
            `there is no repository ${repository} ${where}`,
            'Check the name, the Region and the account in the image; or create the repository and push the image before the deploy.'
        ]
        : [
            `the repository ${repository} ${where} has no ${'tag' in id ? `tag ${id.tag}` : `digest ${id.digest}`}`,
            `Push the image before the deploy, or use an existing tag: aws ecr describe-images --registry-id ${registry} --region ${region} --repository-name ${repository}`
        ];
    const orCached = rules.kind === 'failed' && rules.error.kind === 'denied'
        ? ' If a pull through cache rule fetches it, allow ecr:DescribePullThroughCacheRules, so that it does not count as missing.'
        : '';
    const remedy = { kind: 'advice', text: `${advice}${orCached}` };
    return { verdict: 'denied', code: 'image-missing', why, remedy };
}


/***/ }),

/***/ 55810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ verifyReads),
/* harmony export */   j: () => (/* binding */ readKeyId)
/* harmony export */ });
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69270);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _simulate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57433);



function readKeyId(keyId, beside) {
    if (keyId === undefined || keyId === '' || /(^|:)alias\/aws\//.test(keyId))
        return { kind: 'none' };
    if (/(^|:)alias\//.test(keyId))
        return { kind: 'alias', alias: keyId };
    if (keyId.startsWith('arn:'))
        return { kind: 'key', arn: keyId };
    const [, partition = '', , region = '', account = ''] = beside.split(':');
    return { kind: 'key', arn: `arn:${partition}:kms:${region}:${account}:key/${keyId}` };
}
async function verifyReads(needs, facts, scope) {
    const asked = needs.flatMap(need => {
        const role = facts.get(need.role);
        if (!role || role.kind === 'gone')
            return [];
        const { uses } = need;
        return [readQuestion(need, role), ...keyQuestion(need, role)].map(question => ({ question, uses }));
    });
    const distinct = (0,_group_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$)(asked, ({ question }) => JSON.stringify([question.principal, question.what, question.context])).map(same => ({
        question: same[0].question,
        uses: same.flatMap(({ uses }) => uses)
    }));
    const open = distinct.filter(({ question }) => question.facts.kind !== 'foreign');
    const answers = await (0,_simulate_js__WEBPACK_IMPORTED_MODULE_1__/* .simulateAll */ .YY)(open.map(({ question }) => question), scope);
    const verdicts = new Map(open.map(({ question }, index) => [question, answers[index]]));
    const unknownRoles = open.flatMap(({ question }, index) => answers[index]?.isUnknown ? [question.principal] : []);
    return {
        rows: distinct.map(one => rowOf(one, verdicts.get(one.question))),
        unknownRoles: new Set(unknownRoles)
    };
}
function rowOf({ question, uses }, verdict) {
    const { check, what, action, principal: arn, facts } = question;
    const row = { check, holder: { kind: 'execution-role', arn }, action, what, uses };
    if (facts.kind === 'foreign')
        return { ...row, verdict: 'not-verified', unknown: facts.unknown };
    if (verdict === undefined)
        throw new Error('a question without an answer');
    return { ...row, ...verdict };
}
function readQuestion(need, facts) {
    const isSecret = need.check === 'secret';
    const action = isSecret ? 'secretsmanager:GetSecretValue' : 'ssm:GetParameters';
    const granted = isSecret ? need.arn.replace(/-[A-Za-z0-9]{6}$/, '-??????') : need.arn;
    const note = 'A resource policy on the secret can also allow this; resource policies are not checked.';
    return {
        check: need.check,
        what: need.arn,
        ...baseOf(need, facts),
        ...otherAccount(need.account, facts),
        action,
        resource: need.arn,
        statement: (0,_simulate_js__WEBPACK_IMPORTED_MODULE_1__/* .allow */ .cw)(action, granted),
        ...(isSecret ? { note } : {})
    };
}
function keyQuestion(need, facts) {
    const key = readKeyId(need.keyId, need.arn);
    if (key.kind === 'none')
        return [];
    const isAlias = key.kind === 'alias';
    const what = isAlias ? key.alias : key.arn;
    const [, partition = '', , , account = ''] = (isAlias ? need.arn : key.arn).split(':');
    const service = need.check === 'secret' ? 'secretsmanager' : 'ssm';
    const via = partition === 'aws-cn' ? undefined : `${service}.${need.region}.amazonaws.com`;
    const base = baseOf(need, facts);
    const statement = {
        ...(0,_simulate_js__WEBPACK_IMPORTED_MODULE_1__/* .allow */ .cw)('kms:Decrypt', what),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ Condition: via && { StringEquals: { 'kms:ViaService': via } } })
    };
    return [
        {
            ...base,
            ...otherAccount(account, facts),
            ...(isAlias ? { facts: { kind: 'foreign', arn: facts.arn, unknown: ALIAS } } : {}),
            check: 'key',
            what,
            action: 'kms:Decrypt',
            resource: what,
            context: { ...base.context, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ 'kms:ViaService': via }) },
            statement,
            note: 'A key policy can also allow this; key policies are not checked.'
        }
    ];
}
const ALIAS = {
    kind: 'undecided',
    text: 'keys are known by their aliases only, and policies name keys by their IDs'
};
function baseOf(need, facts) {
    return {
        facts,
        principal: facts.arn,
        context: { 'aws:RequestedRegion': need.region },
        code: 'permission-denied',
        whose: 'role'
    };
}
function otherAccount(account, { arn }) {
    return account === arn.split(':')[4] ? {} : { otherAccount: account };
}


/***/ }),

/***/ 56105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ resolveReferences)
});

// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/group.js
var group = __webpack_require__(69270);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/secrets/collect.js
var collect = __webpack_require__(44225);
// EXTERNAL MODULE: ./lib/src/bounded.js
var bounded = __webpack_require__(66048);
// EXTERNAL MODULE: ./lib/src/secrets/reference.js
var secrets_reference = __webpack_require__(80026);
;// CONCATENATED MODULE: ./lib/src/secrets/lookup.js




const AT_ONCE = 8;
function regionOf(reference, where) {
    return 'region' in reference ? reference.region : where.region;
}
async function lookUpAll(references, directory, where) {
    const wanted = [...new Map(references.map(one => [(0,secrets_reference/* printTarget */.jV)(one), one]))];
    if (wanted.length === 0)
        return new Map();
    const parameters = wanted.flatMap(([, one]) => (isParameter(one) ? [one] : []));
    const regions = [...new Set(parameters.map(one => regionOf(one, where)))];
    const [caller, pages] = await Promise.all([
        orError(directory.callerIdentity()),
        (0,bounded/* mapBounded */.y)(regions, AT_ONCE, async (region) => {
            const names = parameters.filter(one => regionOf(one, where) === region).flatMap(namesOf);
            return [region, await orError(directory.describeParameters(region, [...new Set(names)]))];
        })
    ]);
    const account = caller instanceof aws_error/* AwsError */.Gy ? undefined : caller.account;
    const byRegion = new Map(pages);
    const answers = await (0,bounded/* mapBounded */.y)(wanted, AT_ONCE, async ([key, reference]) => {
        const there = { ...where, ...(0,present/* present */.E)({ account }), region: regionOf(reference, where) };
        const answer = isParameter(reference)
            ? parameterAnswer(reference, byRegion.get(there.region) ?? [], there)
            : await secretAnswer(reference, directory, there);
        return [key, answer];
    });
    return new Map(answers);
}
function isParameter(reference) {
    return reference.kind === 'parameter-name' || reference.kind === 'parameter-arn';
}
async function orError(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.Gy)
            return error;
        throw error;
    }
}
async function secretAnswer(reference, directory, where) {
    const target = (0,secrets_reference/* printTarget */.jV)(reference);
    const id = reference.kind === 'secret-name' ? reference.name : target;
    const name = secretNameOf(reference);
    const found = await orError(directory.describeSecret(where.region, id));
    if (found instanceof aws_error/* AwsError */.Gy) {
        const account = 'account' in reference ? reference.account : (where.account ?? '*');
        const resource = `arn:${where.partition}:secretsmanager:${where.region}:${account}:secret:${name}-??????`;
        return failedAnswer(found, resource);
    }
    const isOther = reference.kind === 'secret-arn' && found && ![found.arn, found.arn.slice(0, -7)].includes(id);
    if (found === undefined || isOther)
        return { kind: 'fault', fault: secretNotFound(reference, name, where) };
    const { arn, deletedAt, kmsKeyId: keyId, changedAt, versions } = found;
    if (deletedAt === undefined)
        return { kind: 'found', arn, ...(0,present/* present */.E)({ keyId, changedAt, versions }) };
    const fault = {
        code: 'secret-scheduled-for-deletion',
        message: `the secret ${target} in ${placeOf(where)} is scheduled for deletion (${new Date(deletedAt).toISOString().slice(0, 10)}); tasks cannot read it`,
        hint: `Restore it: aws secretsmanager restore-secret --region ${where.region} --secret-id ${name}`
    };
    return { kind: 'fault', fault };
}
function secretNameOf(reference) {
    if (reference.kind === 'secret-name')
        return reference.name;
    return reference.suffix === undefined ? reference.resource : reference.resource.slice(0, -7);
}
function failedAnswer(error, resource) {
    if (error.kind !== 'denied')
        return { kind: 'failed', error };
    const { operation, awsName, message } = error;
    const why = `no permission for ${operation}`;
    const help = `Allow ${operation} on ${resource} to the deploying role; it reads metadata, never the value.`;
    return { kind: 'open', why, help, answered: `${awsName}: ${(0,aws_error/* oneLine */.TN)(message)}` };
}
function placeOf({ region, account }) {
    return `Region ${region}${account === undefined ? '' : ` of account ${account}`}`;
}
function secretNotFound(reference, name, where) {
    const isForeign = reference.kind === 'secret-arn' && where.account !== undefined && reference.account !== where.account;
    const target = (0,secrets_reference/* printTarget */.jV)(reference);
    const suffix = /-[A-Za-z0-9]{6}$/.test(target)
        ? 'The six characters at the end of an ARN are no part of the name, and a secret that was created again has others: secretsmanager:NAME follows the name. '
        : '';
    return {
        code: 'secret-not-found',
        message: isForeign
            ? `there is no secret ${target}, or account ${where.account} of the credentials is not authorized to see it: the ARN is in account ${reference.account}`
            : `there is no secret ${target} in ${placeOf(where)}`,
        hint: isForeign
            ? 'Check the account in the ARN. A secret of another account needs a resource policy that allows this account secretsmanager:DescribeSecret and the execution role secretsmanager:GetSecretValue, and a customer managed KMS key that both may use.'
            : `${suffix}Check the spelling and the Region, or create it: aws secretsmanager create-secret --region ${where.region} --name ${name} --secret-string file://VALUE.txt`
    };
}
function namesOf(reference) {
    if (reference.kind === 'parameter-name')
        return [reference.name];
    const { resource } = reference;
    return resource.includes('/') ? [`/${resource}`] : [resource, `/${resource}`];
}
function parameterAnswer(reference, parameters, where) {
    if (parameters instanceof aws_error/* AwsError */.Gy)
        return failedAnswer(parameters, '*');
    const target = (0,secrets_reference/* printTarget */.jV)(reference);
    const names = namesOf(reference);
    const { account } = where;
    if (reference.kind === 'parameter-arn' && account !== undefined && reference.account !== account)
        return {
            kind: 'open',
            why: `${target} belongs to account ${reference.account}, the credentials to ${account}; parameters of another account cannot be looked up by name`,
            help: 'Make sure that it is shared with this account (AWS RAM).'
        };
    const parameter = names.flatMap(name => parameters.find(one => one.name === name) ?? [])[0];
    if (!parameter) {
        const fault = {
            code: 'parameter-not-found',
            message: `there is no parameter ${target} in ${placeOf(where)}`,
            hint: `Check the spelling and the Region, or create it: aws ssm put-parameter --region ${where.region} --type SecureString --name ${names[0]} --value file://VALUE.txt`
        };
        return { kind: 'fault', fault };
    }
    const { changedAt, keyId, type = 'SecureString' } = parameter;
    const written = reference.kind === 'parameter-arn' ? target : undefined;
    const built = account === undefined ? undefined : (0,secrets_reference/* parameterArnOf */.o)(parameter.name, { ...where, account });
    const warning = {
        code: 'parameter-not-secure',
        message: `the parameter ${target} is a ${type}, not a SecureString: its value is kept unencrypted`,
        hint: 'If it holds a credential, put it again as SecureString.'
    };
    return {
        kind: 'found',
        arn: parameter.arn ?? written ?? built ?? parameter.name,
        ...(0,present/* present */.E)({ changedAt }),
        ...(0,present/* present */.E)(type === 'SecureString' ? { keyId } : { warning })
    };
}

;// CONCATENATED MODULE: ./lib/src/secrets/faults.js



function faultAtPlace(reference, { field }, where) {
    const target = (0,secrets_reference/* printTarget */.jV)(reference);
    if (field === 'repositoryCredentials' && reference.kind.startsWith('parameter'))
        return {
            code: 'parameter-not-allowed-here',
            message: `${target} is an SSM parameter; repositoryCredentials takes a Secrets Manager secret only`,
            hint: 'Store {"username": …, "password": …} as one secret and write secretsmanager:NAME'
        };
    if (field !== 'secrets' && field !== 'secretOptions' && 'tail' in reference && reference.tail !== undefined)
        return {
            code: 'tail-not-allowed-here',
            message: `${target} is followed by a JSON key or a version; ${field} takes the whole secret`,
            hint: `Write ${target} alone; the secret holds JSON with "username" and "password".`
        };
    if ('partition' in reference && reference.partition !== where.partition)
        return {
            code: 'other-partition',
            message: `the ARN ${target} is in the partition ${reference.partition}, the service in ${where.partition} (${where.region}); ECS cannot reach from one to the other`,
            hint: 'Create it in the partition of the service and write secretsmanager:NAME or ssm:NAME, which fits every partition.'
        };
    return undefined;
}
function describeUse({ field, name, container }) {
    const of = container === undefined ? '' : ` of container ${(0,aws_error/* oneLine */.TN)(container)}`;
    switch (field) {
        case 'secrets':
            return `secret ${(0,aws_error/* oneLine */.TN)(name)}${of}`;
        case 'secretOptions':
            return `log option ${(0,aws_error/* oneLine */.TN)(name)}${of}`;
        case 'repositoryCredentials':
            return `repositoryCredentials${of}`;
        case 'fsxWindowsFileServerVolumeConfiguration':
            return `credentials of volume ${(0,aws_error/* oneLine */.TN)(name)}`;
    }
}
function versionFault(reference, versions, { region }) {
    if (versions === undefined)
        return undefined;
    if (reference.kind !== 'secret-name' && reference.kind !== 'secret-arn')
        return undefined;
    const { versionId = '', versionStage = '' } = reference.tail ?? {};
    const label = versionStage === '' ? 'AWSCURRENT' : versionStage;
    const labels = [...new Set(Object.values(versions).flat())];
    if (versionId === '' ? labels.includes(label) : Object.hasOwn(versions, versionId))
        return undefined;
    const secret = `the secret ${(0,secrets_reference/* printTarget */.jV)(reference)} in Region ${region}`;
    if (versionId !== '')
        return {
            code: 'secret-version-unlabeled',
            message: `not verified: whether ${secret} still has the version that the reference names by its ID. It has no staging label, and Secrets Manager deletes versions without one`,
            hint: 'Name a version that has a label, or leave the version out to read AWSCURRENT.'
        };
    const has = labels.length === 0 ? 'it has no value yet' : `it has ${labels.join(', ')}`;
    return {
        code: 'secret-version-not-found',
        message: `${secret} has no version with the staging label ${label}, so no task can start; ${has}`,
        hint: `Name a label that it has, or store a value, which becomes AWSCURRENT: aws secretsmanager put-secret-value --region ${region} --secret-id ${secretNameOf(reference)} --secret-string file://VALUE.txt`
    };
}
function crossRegion(target, region, where) {
    return {
        code: 'cross-region-reference',
        message: `${target} is in ${region}, the service in ${where.region}: tasks then depend on both Regions to start`,
        hint: 'Replicate the secret into the Region of the service and write the short form, unless this is wanted.'
    };
}
function bareParameter(name) {
    return {
        code: 'bare-parameter',
        message: `the name without a prefix refers to the SSM parameter ${name}, as in ECS`,
        hint: `Write ssm:${name} to say so.`
    };
}

;// CONCATENATED MODULE: ./lib/src/secrets/resolve.js









async function resolveReferences(documents, { directory, verify = 'auto', ...where }) {
    const uses = documents.flatMap(document => (0,collect/* collectReferences */.X)(document.root).map((use) => {
        const parsed = (0,secrets_reference/* parseReference */.F2)(use.node.value);
        const reference = use.field === 'repositoryCredentials' ? (0,secrets_reference/* secretOfBareName */.hT)(parsed) : parsed;
        return { document, use, reference };
    }));
    const wanted = uses.flatMap(one => formsToLookUp(one, where));
    const answers = await lookUpAll(verify === 'off' ? wanted.filter(one => !isReadAsWritten(one)) : wanted, directory, where);
    const verdicts = uses.map(use => ({ use, verdict: verdictFor(use, { answers, where }) }));
    const open = notVerified(verdicts);
    const [blocking, noted] = verify === 'required' ? [open, []] : [[], open];
    return {
        documents: documents.map(document => {
            const own = verdicts.flatMap(({ use, verdict: { arn } }) => use.document === document && arn !== undefined ? [[use.use.pointer, arn]] : []);
            return { ...document, root: (0,collect/* substituteReferences */.Z)(document.root, new Map(own)) };
        }),
        resolved: listResolved(verdicts),
        problems: (0,list/* distinctBy */.ey)([...verdicts.flatMap(({ verdict }) => verdict.problems), ...blocking], problem => ((problem.place ?? problem.service) ? problem : problem.message)),
        warnings: [...oneForFile(verdicts.flatMap(({ verdict }) => verdict.warnings ?? [])), ...noted]
    };
}
function isReadAsWritten(reference) {
    if (reference.kind === 'secret-arn')
        return reference.suffix !== undefined;
    return (reference.kind === 'parameter-arn' || (reference.kind === 'parameter-name' && reference.isBare === true));
}
function formsToLookUp({ reference, use }, where) {
    if (reference.kind === 'malformed')
        return [];
    if (reference.kind === 'bare')
        return reference.lookable ? formsOf(reference) : [];
    return faultAtPlace(reference, use, where) === undefined ? [reference] : [];
}
function formsOf({ name }) {
    return [
        { kind: 'secret-name', name },
        { kind: 'parameter-name', name }
    ];
}
function verdictFor(one, known) {
    const { reference, use } = one;
    if (reference.kind === 'malformed')
        return failure(one, reference.fault, 'user');
    if (reference.kind === 'bare')
        return bareVerdict(one, reference, known);
    const fault = faultAtPlace(reference, use, known.where);
    return fault ? failure(one, fault, 'user') : lookedUp(one, reference, known);
}
function bareVerdict(one, reference, known) {
    const forms = reference.lookable ? formsOf(reference) : [];
    const answers = forms.map(form => ({ form, answer: known.answers.get((0,secrets_reference/* printTarget */.jV)(form)) }));
    const existing = answers.flatMap(({ form, answer }) => (answer?.kind === 'found' ? [form] : []));
    const parameter = existing.find(({ kind }) => kind === 'parameter-name');
    if (parameter && (one.use.field === 'secrets' || one.use.field === 'secretOptions'))
        return lookedUp(one, { ...parameter, isBare: true }, known);
    const denied = answers.find(({ answer }) => answer?.kind === 'open');
    if (existing.length === 0 && denied)
        return lookedUp(one, denied.form, known);
    if (existing.length === 0)
        return failure(one, reference.fault, 'user');
    const message = `the reference is the bare name ${reference.name}, which ECS would read as the name of an SSM parameter`;
    const hint = `Write ${existing.map(secrets_reference/* printTarget */.jV).join(' or ')}, which exists.`;
    return failure(one, { code: reference.fault.code, message, hint }, 'user');
}
function lookedUp(one, reference, { answers, where }) {
    const target = (0,secrets_reference/* printTarget */.jV)(reference);
    const tail = 'tail' in reference ? (0,secrets_reference/* printTail */.yP)(reference.tail) : '';
    const answer = answers.get(target);
    const asWritten = { arn: one.use.node.value, written: (0,secrets_reference/* printReference */.nt)(reference), problems: [] };
    if (answer === undefined)
        return asWritten;
    const region = regionOf(reference, where);
    switch (answer.kind) {
        case 'fault':
            return failure(one, answer.fault, 'cloud');
        case 'failed':
            return {
                problems: [(0,explain/* explainAwsError */.Ni)(answer.error, { subject: `the references in ${region}` })]
            };
        case 'open': {
            const { why, help, answered = '' } = answer;
            if (isReadAsWritten(reference))
                return { ...asWritten, open: { why, help } };
            const code = target.startsWith('ssm:') ? 'parameter-access-denied' : 'secret-access-denied';
            const message = `the reference could not be looked up: ${why}. ${answered}`.replace(/[. ]+$/, '');
            return failure(one, { code, message, hint: `${help} ${FULL_ARN}` }, 'cloud');
        }
        case 'found': {
            const version = versionFault(reference, answer.versions, where);
            if (version?.code === 'secret-version-not-found')
                return failure(one, version, 'cloud');
            const warnings = [
                answer.warning,
                version,
                region === where.region ? undefined : crossRegion(target, region, where),
                'isBare' in reference ? bareParameter(reference.name) : undefined
            ].flatMap(fault => (fault ? [problemAt(one, fault, 'cloud')] : []));
            const { keyId, changedAt } = answer;
            const arn = answer.arn + tail;
            return { arn, written: asWritten.written, ...(0,present/* present */.E)({ keyId, changedAt }), problems: [], warnings };
        }
    }
}
const FULL_ARN = 'A full ARN in the file needs no look-up: ECS gets it as it is.';
function failure(one, fault, whose) {
    return { problems: [problemAt(one, fault, whose)] };
}
function problemAt({ document, use }, { code, message, hint }, fault) {
    const { origin } = use.node;
    const input = origin.kind === 'input' ? ` (from input ${(0,aws_error/* oneLine */.TN)(origin.input)})` : '';
    const at = (0,present/* present */.E)({ place: document.place(origin), service: document.service });
    return { code, fault, message: `${describeUse(use)}${input}: ${message}.`, hint, ...at };
}
function oneForFile(warnings) {
    const alike = (0,group/* grouped */.z)(warnings, ({ code, place, service }) => `${code} ${place?.file ?? service}`);
    return [...alike.values()].map(([first, ...others]) => {
        const { message, ...rest } = first;
        const more = others.length === 0 ? '' : ` (and ${others.length} more like it in this file)`;
        return { ...rest, message: message.replace(/\.$/, `${more}.`) };
    });
}
function notVerified(verdicts) {
    const open = verdicts.flatMap(({ use, verdict }) => (verdict.open ? [{ ...use, ...verdict.open }] : []));
    return [...(0,group/* grouped */.z)(open, ({ why }) => why)].map(([why, some]) => {
        const [{ use, document, help }] = some;
        const what = some.length === 1 ? describeUse(use) : `what ${some.length} references name`;
        return {
            code: 'reference-not-verified',
            fault: 'cloud',
            message: `Not verified: ${why}, so it is not known whether ${what} exists; ECS gets the reference as it is written.`,
            hint: `${help} With verify-permissions: off it is not looked up.`,
            ...(0,present/* present */.E)({ place: document.place(use.node.origin), service: document.service })
        };
    });
}
function listResolved(verdicts) {
    const byForm = new Map();
    for (const { use, verdict } of verdicts) {
        const { arn, written, keyId, changedAt } = verdict;
        if (arn === undefined || written === undefined)
            continue;
        const entry = byForm.get(written) ?? { written, arn, ...(0,present/* present */.E)({ keyId, changedAt }), uses: [] };
        byForm.set(written, entry);
        const { field, name, container } = use.use;
        const { file, service } = use.document;
        entry.uses.push({ field, name, file, ...(0,present/* present */.E)({ container, service }) });
    }
    return [...byForm.values()];
}


/***/ }),

/***/ 73742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CK: () => (/* binding */ judgeRole),
/* harmony export */   DM: () => (/* binding */ parseRoleArn),
/* harmony export */   R1: () => (/* binding */ checkRole),
/* harmony export */   Tj: () => (/* binding */ verifyPassRole),
/* harmony export */   go: () => (/* binding */ parseCallerArn)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(318);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65955);
/* harmony import */ var _simulate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57433);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19852);




function parseRoleArn(text) {
    const found = /^arn:([a-z0-9-]+):iam::(\d{12}):role\/(?:.+\/)?([\w+=,.@-]+)$/.exec(text);
    const [, partition, account, name] = found ?? [];
    if (partition === undefined || account === undefined || name === undefined)
        return undefined;
    return { partition, account, name };
}
function parseCallerArn(arn) {
    const session = /^arn:([a-z0-9-]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
    const [, partition, account, name] = session ?? [];
    if (partition !== undefined && account !== undefined && name !== undefined) {
        return { kind: 'role', partition, account, name };
    }
    if (/^arn:[a-z0-9-]+:iam::\d{12}:user\//.test(arn))
        return { kind: 'user', arn };
    return { kind: 'other', text: /:root$/.test(arn) ? 'the root user' : 'neither a user nor a role' };
}
async function checkRole(written, scope) {
    const { caller } = scope;
    const parsed = parseRoleArn(written);
    const foreign = (text) => ({
        kind: 'foreign',
        arn: written,
        unknown: { kind: 'undecided', text }
    });
    if (!parsed && !/^[\w+=,.@-]+$/.test(written))
        return foreign('it is not the ARN of a role');
    if (parsed && caller && parsed.account !== caller.account)
        return foreign(`the role belongs to account ${parsed.account}, the credentials to ${caller.account}`);
    const name = parsed?.name ?? written;
    const arn = parsed ? written : `arn:${scope.partition}:iam::${caller?.account ?? ''}:role/${name}`;
    const answer = await scope.ask(() => scope.roles.describeRole(name));
    if (answer.kind === 'failed')
        return { kind: 'unseen', arn, unknown: (0,_verification_js__WEBPACK_IMPORTED_MODULE_0__/* .unknownFrom */ .NI)(answer.error) };
    if (!answer.value)
        return { kind: 'gone', arn };
    const { arn: own, trust } = answer.value;
    return parsed && own !== written ? { kind: 'gone', arn, other: own } : { kind: 'found', arn: own, trust };
}
function judgeRole(facts, need) {
    if (facts.kind === 'unseen' || facts.kind === 'foreign')
        return { verdict: 'not-verified', unknown: facts.unknown };
    if (facts.kind === 'gone')
        return goneVerdict(facts, need);
    const trust = trustOf(facts.trust);
    if (trust === 'trusted')
        return { verdict: 'allowed', why: 'it exists and trusts ECS tasks' };
    if (trust === 'conditional')
        return {
            verdict: 'not-verified',
            unknown: {
                kind: 'out-of-reach',
                text: 'it exists; its trust policy has conditions, which are not checked'
            }
        };
    const statement = { Effect: 'Allow', Principal: { Service: ECS_TASKS[0] }, Action: 'sts:AssumeRole' };
    return {
        verdict: 'denied',
        code: 'role-trust',
        why: `its trust policy does not allow ${ECS_TASKS[0]} to assume it`,
        remedy: { kind: 'trust', statement: statement }
    };
}
const ECS_TASKS = ['ecs-tasks.amazonaws.com', 'ecs-tasks.amazonaws.com.cn'];
function trustOf(document) {
    let policy;
    try {
        policy = JSON.parse(document);
    }
    catch {
        return 'conditional';
    }
    const statements = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(policy) ? (0,_simulate_js__WEBPACK_IMPORTED_MODULE_2__/* .policyListOf */ .WL)(policy['Statement']).filter(_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G) : [];
    const isBroad = (one) => one['NotPrincipal'] !== undefined || one['NotAction'] !== undefined;
    const own = statements.filter(one => isBroad(one) || namesTasks(one['Principal']));
    if (own.length === 0)
        return 'not-trusted';
    const isPlain = (one) => one['Effect'] === 'Allow' && one['Condition'] === undefined && !isBroad(one);
    return own.some(one => one['Effect'] === 'Deny') || !own.some(isPlain) ? 'conditional' : 'trusted';
}
function namesTasks(principal) {
    const services = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(principal) ? (0,_simulate_js__WEBPACK_IMPORTED_MODULE_2__/* .policyListOf */ .WL)(principal['Service']) : (0,_simulate_js__WEBPACK_IMPORTED_MODULE_2__/* .policyListOf */ .WL)(principal);
    return services.some(one => one === '*' || ECS_TASKS.some(name => name === one));
}
function goneVerdict({ arn, other }, need) {
    const member = need.kind === 'execution-role' ? 'executionRoleArn' : 'taskRoleArn';
    const text = other === undefined
        ? `Correct "${member}", or create the role: aws iam create-role --role-name ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(arn)} --assume-role-policy-document file://TRUST.json, with ecs-tasks.amazonaws.com as the trusted service.`
        : `A role of this name exists under another path: write ${other} as "${member}".`;
    const why = 'the account has no such role';
    return { verdict: 'denied', code: 'role-missing', why, remedy: { kind: 'advice', text } };
}
async function verifyPassRole(needs, facts, scope) {
    const wanted = new Map();
    for (const { written, uses, passed } of needs) {
        const role = facts.get(written);
        if (passed && role && role.kind !== 'gone')
            wanted.set(role.arn, [...(wanted.get(role.arn) ?? []), ...uses]);
    }
    if (wanted.size === 0)
        return [];
    const { arn, unknown } = await identityOf(scope);
    const questions = [...wanted.keys()].map(role => ({
        principal: arn,
        action: 'iam:PassRole',
        resource: role,
        context: { 'iam:PassedToService': ECS_TASKS[0], 'aws:RequestedRegion': scope.region },
        code: 'pass-role',
        whose: 'identity',
        statement: {
            ...(0,_simulate_js__WEBPACK_IMPORTED_MODULE_2__/* .allow */ .cw)('iam:PassRole', role),
            Condition: { StringEquals: { 'iam:PassedToService': ECS_TASKS[0] } }
        }
    }));
    const isGuess = unknown !== undefined && arn.includes(':role/');
    const verdicts = unknown && !isGuess ? [] : await (0,_simulate_js__WEBPACK_IMPORTED_MODULE_2__/* .simulateAll */ .YY)(questions, scope);
    return [...wanted].map(([what, uses], index) => {
        const row = {
            check: 'pass-role',
            holder: { kind: 'deployer', arn },
            what,
            action: 'iam:PassRole',
            uses
        };
        const verdict = verdicts[index];
        return verdict === undefined || (unknown && verdict.isUnknown)
            ? { ...row, verdict: 'not-verified', unknown: unknown }
            : { ...row, ...verdict };
    });
}
async function identityOf({ caller, roles, ask }) {
    const undecided = (text) => ({ kind: 'undecided', text });
    if (caller?.arn === undefined)
        return { arn: '', unknown: undecided('STS did not say whose credentials these are') };
    const deployer = parseCallerArn(caller.arn);
    if (deployer.kind === 'user')
        return { arn: deployer.arn };
    if (deployer.kind === 'other')
        return {
            arn: caller.arn,
            unknown: undecided(`the credentials belong to ${deployer.text}, which IAM cannot simulate`)
        };
    const answer = await ask(() => roles.describeRole(deployer.name));
    if (answer.kind === 'answered' && answer.value)
        return { arn: answer.value.arn };
    return {
        arn: `arn:${deployer.partition}:iam::${deployer.account}:role/${deployer.name}`,
        unknown: answer.kind === 'failed' ? (0,_verification_js__WEBPACK_IMPORTED_MODULE_0__/* .unknownFrom */ .NI)(answer.error) : undecided(`IAM knows no role ${deployer.name}`)
    };
}


/***/ }),

/***/ 57433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jf: () => (/* binding */ joinStatements),
/* harmony export */   WL: () => (/* binding */ policyListOf),
/* harmony export */   YY: () => (/* binding */ simulateAll),
/* harmony export */   cw: () => (/* binding */ allow)
/* harmony export */ });
/* unused harmony export judgeSimulated */
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66048);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69270);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19852);



const AT_ONCE = 4;
async function simulateAll(questions, { roles, ask }) {
    const groups = (0,_group_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$)(questions, ({ principal, action, context }) => JSON.stringify([principal, action, context]));
    const answered = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .y)(groups, AT_ONCE, async (group) => {
        const { principal, action, context } = group[0];
        const resources = [...new Set(group.map(({ resource }) => resource))];
        const answer = await ask(() => roles.simulate({ principal, action, resources, context }));
        return group.map((question) => {
            if (answer.kind === 'failed')
                return [question, notVerified((0,_verification_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownFrom */ .NI)(answer.error))];
            if (answer.value === undefined)
                return [question, { ...undecided(`IAM knows no ${principal}`), isUnknown: true }];
            const found = answer.value.find(({ resource }) => resource === question.resource);
            return [question, judgeSimulated(found, question)];
        });
    });
    const verdicts = new Map(answered.flat());
    return questions.map(question => verdicts.get(question));
}
function judgeSimulated(answer, asked) {
    const { whose, otherAccount, code } = asked;
    if (!answer)
        return undecided('IAM gave no answer about it');
    const { decision, missingKeys, organizationAllows, boundaryAllows } = answer;
    if (decision !== 'allowed') {
        if (missingKeys.length === 0)
            return { verdict: 'denied', code, ...reasonOf(answer, asked) };
        const keys = missingKeys.join(', ');
        return undecided(`the policies use condition keys (${keys}) that are known only at request time`);
    }
    if (!organizationAllows)
        return undecided('a service control policy of the organization denies the action on some resource');
    if (!boundaryAllows)
        return undecided(`IAM says both that the action is allowed and that the permissions boundary of the ${whose} does not allow it`);
    if (otherAccount !== undefined)
        return undecided(`the policies of the ${whose} allow it, but it belongs to account ${otherAccount}, whose own policy must allow it too`);
    return { verdict: 'allowed', why: `a policy of the ${whose} allows it` };
}
function reasonOf({ decision, policies, organizationAllows, boundaryAllows }, { whose, statement, note }) {
    if (!organizationAllows)
        return {
            why: 'a service control policy of the organization denies it',
            remedy: {
                kind: 'advice',
                text: 'No policy of this account can allow it: ask the administrators of the organization.'
            }
        };
    if (!boundaryAllows)
        return {
            why: `the permissions boundary of the ${whose} does not allow it`,
            remedy: {
                kind: 'statement',
                statement,
                note: `The permissions boundary must allow it too, not only a policy of the ${whose}.`
            }
        };
    if (decision === 'explicit-deny')
        return {
            why: `a Deny statement in a policy of the ${whose} forbids it${policies.length === 0 ? '' : ` (${policies.join(', ')})`}`,
            remedy: {
                kind: 'advice',
                text: 'Allowing it elsewhere does not help: change the Deny statement.'
            }
        };
    return {
        why: `no policy of the ${whose} allows it`,
        remedy: { kind: 'statement', statement, ...(note === undefined ? {} : { note }) }
    };
}
function undecided(text) {
    return notVerified({ kind: 'undecided', text });
}
function notVerified(unknown) {
    return { verdict: 'not-verified', unknown };
}
function allow(action, resource) {
    return { Effect: 'Allow', Action: action, Resource: resource };
}
function joinStatements(statements) {
    const [first = {}] = statements;
    const resources = [...new Set(statements.flatMap(statement => policyListOf(statement['Resource'])))];
    return resources.length < 2 ? first : { ...first, Resource: resources };
}
function policyListOf(value) {
    if (value === undefined)
        return [];
    return Array.isArray(value) ? value : [value];
}


/***/ }),

/***/ 24698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ collectNeeds),
/* harmony export */   S: () => (/* binding */ verifyPermissions)
/* harmony export */ });
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66048);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58363);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(69270);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(85590);
/* harmony import */ var _collect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44225);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32329);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55810);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(80026);
/* harmony import */ var _roles_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73742);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19852);










const ROLES_AT_ONCE = 4;
async function verifyPermissions(subjects, { references, region, partition }, { directory, roles, images }) {
    const needs = collectNeeds(subjects, references);
    const matters = needs.roles.length > 0 || needs.images.some(({ image }) => (0,_images_js__WEBPACK_IMPORTED_MODULE_0__/* .parseEcrImage */ .T)(image));
    const identity = matters ? await (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .createAsker */ .bX)()(() => directory.callerIdentity()) : undefined;
    const caller = identity?.kind === 'answered' ? identity.value : undefined;
    const [ofRoles, ofImages] = await Promise.all([
        verifyRoles(needs, { roles, ask: (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .createAsker */ .bX)(), caller, region, partition }),
        (0,_images_js__WEBPACK_IMPORTED_MODULE_0__/* .verifyImages */ .O)(needs.images, { images, ask: (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .createAsker */ .bX)(), caller })
    ]);
    return { rows: [...ofRoles, ...ofImages] };
}
async function verifyRoles(needs, scope) {
    const names = [...new Set(needs.roles.map(({ written }) => written))];
    const looked = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_2__/* .mapBounded */ .y)(names, ROLES_AT_ONCE, async (name) => [name, await (0,_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .checkRole */ .R1)(name, scope)]);
    const facts = new Map(looked);
    const [{ rows, unknownRoles }, passed] = await Promise.all([
        (0,_reads_js__WEBPACK_IMPORTED_MODULE_4__/* .verifyReads */ .T)(needs.reads, facts, scope),
        (0,_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyPassRole */ .Tj)(needs.roles, facts, scope)
    ]);
    const own = needs.roles.flatMap((need) => {
        const found = facts.get(need.written);
        if (!found)
            return [];
        const { arn } = found;
        const isGone = found.kind === 'unseen' && unknownRoles.has(arn);
        const verdict = (0,_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .judgeRole */ .CK)(isGone ? { kind: 'gone', arn } : found, need);
        return [{ check: 'role', holder: { kind: need.kind, arn }, what: arn, uses: need.uses, ...verdict }];
    });
    return [
        ...own,
        ...rows.filter(({ holder }) => !('arn' in holder && unknownRoles.has(holder.arn))),
        ...passed
    ];
}
function collectNeeds(subjects, references) {
    const roles = subjects.flatMap(rolesOf);
    const passed = new Set(roles.flatMap(one => (one.passed ? [one.written] : [])));
    return {
        roles: joined(roles.map(one => ({ ...one, passed: passed.has(one.written) }))),
        reads: joined(subjects.flatMap(subject => readsOf(subject, references))),
        images: joined(subjects.flatMap(imagesOf))
    };
}
function rolesOf(subject) {
    const members = [
        ['execution-role', 'executionRoleArn'],
        ['task-role', 'taskRoleArn']
    ];
    return members.flatMap(([kind, member]) => {
        const node = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .childOf */ .GG)(subject.root, member);
        const written = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .stringOf */ .Je)(node);
        if (!node || !written)
            return [];
        const passed = subject.registration !== 'reuse';
        return [{ kind, written, passed, uses: [useAt(subject, node, member)] }];
    });
}
function readsOf(subject, references) {
    const role = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .childOf */ .GG)(subject.root, 'executionRoleArn'));
    if (!role)
        return [];
    return (0,_collect_js__WEBPACK_IMPORTED_MODULE_6__/* .collectReferences */ .X)(subject.root).flatMap(({ node, name }) => {
        const reference = (0,_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .parseReference */ .F2)(node.value);
        if (reference.kind !== 'secret-arn' && reference.kind !== 'parameter-arn')
            return [];
        const arn = (0,_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .printTarget */ .jV)(reference);
        const known = references.find(one => one.arn === arn || one.arn.startsWith(`${arn}:`));
        return [
            {
                role,
                check: reference.kind === 'secret-arn' ? 'secret' : 'parameter',
                arn,
                region: reference.region,
                account: reference.account,
                ...(0,_present_js__WEBPACK_IMPORTED_MODULE_8__/* .present */ .E)({ keyId: known?.keyId }),
                uses: [useAt(subject, node, name)]
            }
        ];
    });
}
function imagesOf(subject) {
    return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .containersOf */ .Mz)(subject.root).flatMap((container, index) => {
        const node = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .childOf */ .GG)(container, 'image');
        const image = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .stringOf */ .Je)(node);
        const name = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .childOf */ .GG)(container, 'name')) ?? `container ${index + 1}`;
        return node && image ? [{ image, uses: [useAt(subject, node, name)] }] : [];
    });
}
function useAt({ file, service, place }, node, name) {
    return { file, name, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_8__/* .present */ .E)({ service, place: place(node.origin) }) };
}
function joined(needs) {
    return (0,_group_js__WEBPACK_IMPORTED_MODULE_9__/* .groupBy */ .$)(needs, need => JSON.stringify({ ...need, uses: undefined })).map(same => ({
        ...same[0],
        uses: same.flatMap(({ uses }) => uses)
    }));
}


/***/ })

};

export const id = 354;
export const ids = [354];
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
/* harmony import */ var _secrets_verify_names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(94353);
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
    const address = (0,_secrets_verify_names_js__WEBPACK_IMPORTED_MODULE_6__/* .parseEcrImage */ .TI)(image);
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

/***/ 92769:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ resolveReferences)
});

// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/secrets/references/collect.js
var collect = __webpack_require__(87292);
// EXTERNAL MODULE: ./lib/src/secrets/references/reference.js
var references_reference = __webpack_require__(71919);
;// CONCATENATED MODULE: ./lib/src/secrets/references/faults.js


function faultAtPlace(reference, { field }, where) {
    const target = (0,references_reference/* printTarget */.jV)(reference);
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
            hint: 'Create it in the partition of the service and write the short form secretsmanager:NAME or ssm:NAME, which fits every partition.'
        };
    return undefined;
}
function describeUse(use) {
    const container = use.container === undefined ? '' : ` of container ${(0,aws_error/* oneLine */.TN)(use.container)}`;
    switch (use.field) {
        case 'secrets':
            return `secret ${(0,aws_error/* oneLine */.TN)(use.name)}${container}`;
        case 'secretOptions':
            return `log option ${(0,aws_error/* oneLine */.TN)(use.name)}${container}`;
        case 'repositoryCredentials':
            return `repositoryCredentials${container}`;
        case 'fsxWindowsFileServerVolumeConfiguration':
            return `credentials of volume ${(0,aws_error/* oneLine */.TN)(use.name)}`;
    }
}
function place(where) {
    return `Region ${where.region}${where.account === undefined ? '' : ` of account ${where.account}`}`;
}
function secretNotFound(reference, where) {
    const name = cliNameOf(reference);
    if (reference.kind === 'secret-arn' && where.account !== undefined && reference.account !== where.account)
        return {
            code: 'secret-not-found',
            message: `there is no secret ${(0,references_reference/* printTarget */.jV)(reference)}, or account ${where.account} of the credentials is not authorized to see it: the ARN is in account ${reference.account}`,
            hint: `Check the account in the ARN. A secret of another account needs a resource policy that allows this account secretsmanager:DescribeSecret and the execution role secretsmanager:GetSecretValue, a customer managed KMS key that both may use, and its full ARN in the reference.`
        };
    return {
        code: 'secret-not-found',
        message: `there is no secret ${(0,references_reference/* printTarget */.jV)(reference)} in ${place(where)}`,
        hint: `Check the spelling and the Region, or create it: aws secretsmanager create-secret --region ${where.region} --name ${name} --secret-string file://VALUE.txt`
    };
}
function parameterNotFound(reference, where) {
    return {
        code: 'parameter-not-found',
        message: `there is no parameter ${(0,references_reference/* printTarget */.jV)(reference)} in ${place(where)}`,
        hint: `Check the spelling and the Region, or create it: aws ssm put-parameter --region ${where.region} --type SecureString --name ${cliNameOf(reference)} --value file://VALUE.txt`
    };
}
function bareParameter(name) {
    return {
        code: 'bare-parameter',
        message: `the name without a prefix refers to the SSM parameter ${name}, as in ECS`,
        hint: `Write ssm:${name} to say so.`
    };
}
function scheduledForDeletion(reference, deletedAt, where) {
    const date = new Date(deletedAt).toISOString().slice(0, 10);
    return {
        code: 'secret-scheduled-for-deletion',
        message: `the secret ${(0,references_reference/* printTarget */.jV)(reference)} in ${place(where)} is scheduled for deletion (${date}); tasks cannot read it`,
        hint: `Restore it: aws secretsmanager restore-secret --region ${where.region} --secret-id ${cliNameOf(reference)}`
    };
}
function secretRecreated(reference, arn) {
    return {
        code: 'secret-recreated',
        message: `the ARN ${(0,references_reference/* printTarget */.jV)(reference)} is not that of the secret which has this name now (${arn}): the suffix differs, so the secret was deleted and created again`,
        hint: `Write the current ARN, or secretsmanager:${baseNameOf(reference)} which follows the name; and check for IAM policies that still name the old ARN.`
    };
}
function nameWithSuffix(reference, arn, name) {
    return {
        code: 'secret-name-with-suffix',
        message: `${(0,references_reference/* printTarget */.jV)(reference)} ends with the suffix of the ARN (${arn}), which is not a part of the name`,
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
        message: `${(0,references_reference/* printTarget */.jV)(reference)} could not be looked up: ${error.operation} is not allowed. ${error.awsName}: ${(0,aws_error/* oneLine */.TN)(error.message)}`,
        hint: `Allow ${error.operation} on ${resource} to the deploying role; it reads metadata, never the value.`
    };
}
function cliNameOf(reference) {
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
        return cliNameOf(reference);
    return reference.suffix === undefined ? reference.resource : reference.resource.slice(0, -7);
}
function versionFault(reference, versions, where) {
    if (versions === undefined)
        return undefined;
    if (reference.kind !== 'secret-name' && reference.kind !== 'secret-arn')
        return undefined;
    const { versionId = '', versionStage = '' } = reference.tail ?? {};
    if (versionId !== '')
        return Object.hasOwn(versions, versionId) ? undefined : unlabeled(reference, where);
    const label = versionStage === '' ? 'AWSCURRENT' : versionStage;
    const labels = [...new Set(Object.values(versions).flat())];
    return labels.includes(label) ? undefined : withoutLabel(reference, { label, labels, where });
}
function withoutLabel(reference, { label, labels, where }) {
    const target = (0,references_reference/* printTarget */.jV)(reference);
    const put = `aws secretsmanager put-secret-value --region ${where.region} --secret-id ${cliNameOf(reference)} --secret-string file://VALUE.txt`;
    if (labels.length === 0)
        return {
            isCertain: true,
            fault: {
                code: 'secret-without-value',
                message: `the secret ${target} in Region ${where.region} has no value yet, so no task can start`,
                hint: `Store one: ${put}`
            }
        };
    return {
        isCertain: true,
        fault: {
            code: 'secret-version-not-found',
            message: `the secret ${target} in Region ${where.region} has no version with the staging label ${label}, so no task can start; it has ${labels.join(', ')}`,
            hint: label === 'AWSCURRENT'
                ? `Store a value, which becomes the current version: ${put}`
                : 'Name one of those labels, or leave the label out to read AWSCURRENT.'
        }
    };
}
function unlabeled(reference, where) {
    return {
        isCertain: false,
        fault: {
            code: 'secret-version-unlabeled',
            message: `not verified: whether the secret ${(0,references_reference/* printTarget */.jV)(reference)} in Region ${where.region} still has the version that the reference names by its ID. It has no staging label, and Secrets Manager deletes versions without one`,
            hint: `Name a version of aws secretsmanager list-secret-version-ids --region ${where.region} --secret-id ${cliNameOf(reference)}, or leave the version out to read AWSCURRENT.`
        }
    };
}
function parameterNotVerified(reference, account) {
    return {
        code: 'parameter-not-verified',
        message: `not verified: ${(0,references_reference/* printTarget */.jV)(reference)} belongs to account ${reference.account}, the credentials to ${account}; parameters of another account cannot be looked up by name`,
        hint: 'Make sure that the parameter is shared with this account (AWS RAM), or keep it in the account of the service.'
    };
}
function parameterNotSecure(reference, type) {
    return {
        code: 'parameter-not-secure',
        message: `the parameter ${(0,references_reference/* printTarget */.jV)(reference)} is a ${type}, not a SecureString: its value is kept unencrypted`,
        hint: 'If it holds a credential, put it again as SecureString.'
    };
}
function accountUnknown(reference) {
    return {
        code: 'account-unknown',
        message: `the ARN of ${(0,references_reference/* printTarget */.jV)(reference)} cannot be determined: neither Parameter Store nor STS returned the account that it belongs to`,
        hint: 'Write the ARN of the parameter in full.'
    };
}
function crossRegion(reference, region, where) {
    return {
        code: 'cross-region-reference',
        message: `${(0,references_reference/* printTarget */.jV)(reference)} is in ${region}, the service in ${where.region}: tasks then depend on both regions to start`,
        hint: 'Replicate the secret into the Region of the service and write the short form, unless this is wanted.'
    };
}

// EXTERNAL MODULE: ./lib/src/bounded.js
var bounded = __webpack_require__(66048);
;// CONCATENATED MODULE: ./lib/src/secrets/references/lookup.js





const AT_ONCE = 8;
function regionOf(reference, where) {
    return 'region' in reference ? reference.region : where.region;
}
async function lookUpAll(references, directory, where) {
    const wanted = new Map(references.map(reference => [(0,references_reference/* printTarget */.jV)(reference), reference]));
    if (wanted.size === 0)
        return { found: new Map() };
    const [account, parameters] = await Promise.all([
        accountOf(directory),
        describeParameters([...wanted.values()].filter(isParameter), directory, where)
    ]);
    const found = await (0,bounded/* mapBounded */.y)([...wanted], AT_ONCE, async ([key, reference]) => {
        const there = { ...where, ...(0,present/* present */.E)({ account }), region: regionOf(reference, where) };
        const answer = isParameter(reference)
            ? parameterAnswer(reference, parameters.get(there.region) ?? new Map(), there)
            : await lookUpSecret(directory, reference, there);
        return [key, answer];
    });
    return { found: new Map(found), ...(0,present/* present */.E)({ account }) };
}
async function accountOf(directory) {
    return (await unlessAwsFails(directory.callerIdentity()))?.account;
}
async function unlessAwsFails(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.Gy)
            return undefined;
        throw error;
    }
}
async function lookUpSecret(directory, reference, where) {
    try {
        const id = reference.kind === 'secret-name' ? reference.name : (0,references_reference/* printTarget */.jV)(reference);
        const secret = await directory.describeSecret(where.region, id);
        if (!secret)
            return { kind: 'fault', fault: await explainMissing(directory, reference, where) };
        const { arn, deletedAt, kmsKeyId: keyId, changedAt, versions } = secret;
        if (deletedAt !== undefined)
            return { kind: 'fault', fault: scheduledForDeletion(reference, deletedAt, where) };
        if (reference.kind === 'secret-arn' && arn !== id && arn.slice(0, -7) !== id)
            return { kind: 'fault', fault: secretRecreated(reference, arn) };
        return {
            kind: 'found',
            arn,
            ...(0,present/* present */.E)({ keyId, changedAt }),
            versionFault: named => versionFault(named, versions, where)
        };
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.Gy)
            return { kind: 'failed', error };
        throw error;
    }
}
async function explainMissing(directory, reference, where) {
    const base = reference.kind === 'secret-arn'
        ? reference.suffix && baseNameOf(reference)
        : /^(.+)-[A-Za-z0-9]{6}$/.exec(reference.name)?.[1];
    const now = base && (await unlessAwsFails(directory.describeSecret(where.region, base)));
    if (now && reference.kind === 'secret-name' && now.arn.endsWith(`:secret:${reference.name}`))
        return nameWithSuffix(reference, now.arn, now.name);
    if (now && reference.kind === 'secret-arn' && now.arn.slice(0, -7) === (0,references_reference/* printTarget */.jV)(reference).slice(0, -7))
        return secretRecreated(reference, now.arn);
    return secretNotFound(reference, where);
}
function isParameter(reference) {
    return reference.kind === 'parameter-name' || reference.kind === 'parameter-arn';
}
async function describeParameters(references, directory, where) {
    const regions = [...new Set(references.map(one => regionOf(one, where)))];
    const read = await (0,bounded/* mapBounded */.y)(regions, AT_ONCE, async (region) => {
        const names = references.filter(one => regionOf(one, where) === region).flatMap(parameterNames);
        try {
            const found = await directory.describeParameters(region, [...new Set(names)]);
            return [region, new Map(found.map(parameter => [parameter.name, parameter]))];
        }
        catch (error) {
            if (error instanceof aws_error/* AwsError */.Gy)
                return [region, error];
            throw error;
        }
    });
    return new Map(read);
}
function parameterNames(reference) {
    if (reference.kind === 'parameter-name')
        return [reference.name];
    const { resource } = reference;
    return resource.includes('/') ? [`/${resource}`] : [resource, `/${resource}`];
}
function parameterAnswer(reference, parameters, where) {
    if (parameters instanceof aws_error/* AwsError */.Gy)
        return { kind: 'failed', error: parameters };
    const { account } = where;
    if (reference.kind === 'parameter-arn' && account !== undefined && reference.account !== account)
        return {
            kind: 'found',
            arn: (0,references_reference/* printTarget */.jV)(reference),
            warning: parameterNotVerified(reference, account)
        };
    const parameter = parameterNames(reference).flatMap(name => parameters.get(name) ?? [])[0];
    if (!parameter)
        return { kind: 'fault', fault: parameterNotFound(reference, where) };
    const { changedAt, keyId, type = 'SecureString' } = parameter;
    const arn = parameter.arn ??
        (reference.kind === 'parameter-arn' ? (0,references_reference/* printTarget */.jV)(reference) : undefined) ??
        (account === undefined ? undefined : (0,references_reference/* parameterArnOf */.o)(parameter.name, { ...where, account }));
    if (arn === undefined)
        return { kind: 'fault', fault: accountUnknown(reference) };
    return {
        kind: 'found',
        arn,
        ...(0,present/* present */.E)({ changedAt }),
        ...(0,present/* present */.E)(type === 'SecureString' ? { keyId } : { warning: parameterNotSecure(reference, type) })
    };
}

// EXTERNAL MODULE: ./lib/src/secrets/references/parse.js
var parse = __webpack_require__(64001);
;// CONCATENATED MODULE: ./lib/src/secrets/references/resolve.js









async function resolveReferences(documents, to) {
    const where = { region: to.region, partition: to.partition };
    const uses = documents.flatMap(document => (0,collect/* collectReferences */.X)(document.root).map((use) => {
        const parsed = (0,parse/* parseReference */.F)(use.node.value);
        const reference = use.field === 'repositoryCredentials' ? (0,parse/* secretOfBareName */.h)(parsed) : parsed;
        return { document, use, reference };
    }));
    const answers = await lookUpAll(uses.flatMap(one => toLookUp(one, where)), to.directory, where);
    const verdicts = uses.map(use => ({ use, verdict: verdictFor(use, { answers, where }) }));
    return {
        documents: documents.map(document => {
            const own = verdicts.flatMap(({ use, verdict: { arn } }) => use.document === document && arn !== undefined ? [[use.use.pointer, arn]] : []);
            return { ...document, root: (0,collect/* substituteReferences */.Z)(document.root, new Map(own)) };
        }),
        resolved: listResolved(verdicts),
        problems: (0,list/* distinctBy */.ey)(verdicts.flatMap(({ verdict }) => verdict.problems), problem => ((problem.place ?? problem.service) ? problem : problem.message)),
        warnings: verdicts.flatMap(({ verdict }) => verdict.warnings)
    };
}
function toLookUp({ reference, use }, where) {
    if (reference.kind === 'malformed')
        return [];
    if (reference.kind === 'bare')
        return reference.lookable ? formsOf(reference) : [];
    return faultAtPlace(reference, use, where) === undefined ? [reference] : [];
}
function formsOf({ name }) {
    return [
        { kind: 'secret-name', name },
        { kind: 'parameter-name', name, isBare: true }
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
    const existing = formsOf(reference).filter(form => known.answers.found.get((0,references_reference/* printTarget */.jV)(form))?.kind === 'found');
    const parameter = existing.find(({ kind }) => kind === 'parameter-name');
    if (parameter && (one.use.field === 'secrets' || one.use.field === 'secretOptions'))
        return lookedUp(one, parameter, known);
    if (existing.length === 0)
        return failure(one, reference.fault, 'user');
    const message = `the reference is the bare name ${reference.name}, which ECS would read as the name of an SSM parameter`;
    const hint = `Write ${existing.map(references_reference/* printTarget */.jV).join(' or ')}, which exists.`;
    return failure(one, { code: reference.fault.code, message, hint }, 'user');
}
function lookedUp(one, reference, { answers, where }) {
    const answer = answers.found.get((0,references_reference/* printTarget */.jV)(reference));
    if (answer === undefined)
        throw new Error('a reference was not looked up');
    const region = regionOf(reference, where);
    if (answer.kind === 'fault')
        return failure(one, answer.fault, 'cloud');
    if (answer.kind === 'failed') {
        const there = { ...where, region, ...(0,present/* present */.E)({ account: answers.account }) };
        return answer.error.kind === 'denied'
            ? failure(one, lookupDenied(reference, answer.error, there), 'cloud')
            : { problems: [lookupFailed(answer.error, region)], warnings: [] };
    }
    const version = answer.versionFault?.(reference);
    if (version?.isCertain)
        return failure(one, version.fault, 'cloud');
    const warnings = [
        answer.warning,
        version?.fault,
        region === where.region ? undefined : crossRegion(reference, region, where),
        'isBare' in reference ? bareParameter(reference.name) : undefined
    ];
    const { keyId, changedAt } = answer;
    return {
        arn: answer.arn + ('tail' in reference ? (0,references_reference/* printTail */.yP)(reference.tail) : ''),
        written: (0,references_reference/* printReference */.nt)(reference),
        ...(0,present/* present */.E)({ keyId, changedAt }),
        problems: [],
        warnings: warnings.flatMap(fault => (fault ? [problemAt(one, fault, 'cloud')] : []))
    };
}
function lookupFailed(error, region) {
    return (0,explain/* explainAwsError */.Ni)(error, { subject: `the references in ${region}` });
}
function failure(one, fault, whose) {
    return { problems: [problemAt(one, fault, whose)], warnings: [] };
}
function problemAt({ document, use }, { code, message, hint }, fault) {
    const { origin } = use.node;
    const input = origin.kind === 'input' ? ` (from input ${(0,aws_error/* oneLine */.TN)(origin.input)})` : '';
    return {
        code,
        fault,
        message: `${describeUse(use)}${input}: ${message}.`,
        hint,
        ...(0,present/* present */.E)({ place: document.place(origin), service: document.service })
    };
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

/***/ 2275:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ verifyImages)
/* harmony export */ });
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66048);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94353);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78958);



const AT_ONCE = 8;
async function verifyImages(needs, scope) {
    return (0,_bounded_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .y)(needs, AT_ONCE, async ({ image, uses }) => {
        const address = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .parseEcrImage */ .TI)(image);
        const verdict = address
            ? await verifyImage(address, scope)
            : notVerified('out-of-reach', 'only private Amazon ECR registries are checked');
        return { check: 'image', holder: { kind: 'nobody' }, what: image, uses, ...verdict };
    });
}
async function verifyImage(address, { images, ask, caller }) {
    const image = await ask(() => images.describeImage(address));
    if (image.kind === 'failed')
        return { verdict: 'not-verified', unknown: (0,_verification_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownFrom */ .NI)(image.error) };
    if (image.value.kind === 'found')
        return { verdict: 'allowed', why: 'found in Amazon ECR' };
    const prefixes = await ask(() => images.listCachePrefixes(address));
    const isCached = (prefix) => prefix === 'ROOT' || address.repository.startsWith(`${prefix}/`);
    if (prefixes.kind === 'answered' && prefixes.value.some(isCached))
        return notVerified('out-of-reach', 'ECR does not have it yet; a pull through cache rule fetches it at the first pull');
    if (caller !== undefined && caller.account !== address.registry)
        return notVerified('undecided', `the registry belongs to account ${address.registry}, which does not show it`);
    return missing(image.value.kind, address, prefixes);
}
function notVerified(kind, text) {
    return { verdict: 'not-verified', unknown: { kind, text } };
}
function missing(kind, { registry, region, repository, id }, prefixes) {
    const where = `in ${region} of account ${registry}`;
    const advice = kind === 'no-repository'
        ? 'Check the name, the Region and the account in the image; or create the repository and push the image before the deploy.'
        : `Push the image before the deploy, or use an existing tag: aws ecr describe-images --registry-id ${registry} --region ${region} --repository-name ${repository}`;
    const orCached = prefixes.kind === 'failed' && prefixes.error.kind === 'denied'
        ? ' If a pull through cache rule fetches it, allow ecr:DescribePullThroughCacheRules, so that it does not count as missing.'
        : '';
    return {
        verdict: 'denied',
        code: 'image-missing',
        why: kind === 'no-repository'
            ? `there is no repository ${repository} ${where}`
            : `the repository ${repository} ${where} has no ${'tag' in id ? `tag ${id.tag}` : `digest ${id.digest}`}`,
        remedy: { kind: 'advice', text: `${advice}${orCached}` }
    };
}


/***/ }),

/***/ 94353:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ parseRoleArn),
/* harmony export */   TI: () => (/* binding */ parseEcrImage),
/* harmony export */   go: () => (/* binding */ parseCallerArn),
/* harmony export */   jN: () => (/* binding */ readKeyId)
/* harmony export */ });
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
const host = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z]{2,}(?:-[a-z]+)+-\d+)\.(?:on\.)?[a-z0-9.-]+$/;
function parseEcrImage(image) {
    const slash = image.indexOf('/');
    const found = host.exec(image.slice(0, Math.max(slash, 0)));
    const [, registry, region] = found ?? [];
    if (registry === undefined || region === undefined)
        return undefined;
    const [named = '', digest] = image.slice(slash + 1).split('@', 2);
    const [repository = '', tag = 'latest'] = named.split(':', 2);
    if (repository === '')
        return undefined;
    return { registry, region, repository, id: digest === undefined ? { tag } : { digest } };
}


/***/ }),

/***/ 68440:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ collectNeeds)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58363);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85590);
/* harmony import */ var _references_collect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87292);
/* harmony import */ var _references_parse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64001);
/* harmony import */ var _references_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(71919);





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
        const node = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(subject.root, member);
        const written = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)(node);
        if (!node || !written)
            return [];
        const passed = subject.registration !== 'reuse';
        return [{ kind, written, passed, uses: [useAt(subject, node, member)] }];
    });
}
function readsOf(subject, references) {
    const role = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(subject.root, 'executionRoleArn'));
    if (!role)
        return [];
    return (0,_references_collect_js__WEBPACK_IMPORTED_MODULE_1__/* .collectReferences */ .X)(subject.root).flatMap(({ node, name }) => {
        const reference = (0,_references_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .parseReference */ .F)(node.value);
        if (reference.kind !== 'secret-arn' && reference.kind !== 'parameter-arn')
            return [];
        const { region, account } = reference;
        return [
            {
                role,
                check: reference.kind === 'secret-arn' ? 'secret' : 'parameter',
                arn: (0,_references_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .printTarget */ .jV)(reference),
                region,
                account,
                ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ keyId: keyOf((0,_references_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .printTarget */ .jV)(reference), references) }),
                uses: [useAt(subject, node, name)]
            }
        ];
    });
}
function keyOf(target, references) {
    return references.find(({ arn }) => arn === target || arn.startsWith(`${target}:`))?.keyId;
}
function imagesOf(subject) {
    return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .containersOf */ .Mz)(subject.root).flatMap((container, index) => {
        const node = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(container, 'image');
        const image = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)(node);
        const name = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(container, 'name')) ?? `container ${index + 1}`;
        return node && image ? [{ image, uses: [useAt(subject, node, name)] }] : [];
    });
}
function useAt({ file, service, place }, node, name) {
    return { file, name, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ service, place: place(node.origin) }) };
}
function joined(needs) {
    const distinct = new Map();
    for (const need of needs) {
        const key = JSON.stringify({ ...need, uses: undefined });
        const known = distinct.get(key);
        distinct.set(key, known ? { ...known, uses: [...known.uses, ...need.uses] } : need);
    }
    return [...distinct.values()];
}


/***/ })

};

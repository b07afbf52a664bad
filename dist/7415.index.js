export const id = 7415;
export const ids = [7415];
export const modules = {

/***/ 57415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ remarksOfKeptTags),
/* harmony export */   withMovedImages: () => (/* binding */ withMovedImages)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84120);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66048);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(69270);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65955);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7673);
/* harmony import */ var _plan_older_image_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(38823);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96562);
/* harmony import */ var _verify_names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(20443);
/* harmony import */ var _connections_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(98146);










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
    return isKept ? taggedImages((0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .definitionIn */ .r)(plan, definitionId)) : [];
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
    const address = (0,_verify_names_js__WEBPACK_IMPORTED_MODULE_6__/* .parseEcrImage */ .TI)(image);
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
    const unknown = (why) => (0,_plan_older_image_js__WEBPACK_IMPORTED_MODULE_9__/* .looksLikeVersion */ .aG)(image) ? { open: `${image} (${why})` } : { moved: `${image} may have moved; ${why}` };
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
        const moving = [...tags].filter(image => !(0,_plan_older_image_js__WEBPACK_IMPORTED_MODULE_9__/* .looksLikeVersion */ .aG)(image));
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

/***/ 20443:
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


/***/ })

};

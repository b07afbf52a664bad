export const id = 3704;
export const ids = [3704];
export const modules = {

/***/ 4344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $h: () => (/* binding */ matchesPath),
/* harmony export */   fg: () => (/* binding */ isGlob),
/* harmony export */   yy: () => (/* binding */ isWholeRepository)
/* harmony export */ });
function isGlob(pattern) {
    return /[*?]/.test(pattern);
}
function matchesPath(pattern, path) {
    if (!isGlob(pattern))
        return pattern === path;
    const wanted = pattern.split('/');
    const given = path.split('/');
    let reached = given.map(() => false);
    reached = [true, ...reached];
    for (const segment of wanted) {
        if (segment === '**') {
            const first = reached.indexOf(true);
            reached = reached.map((_, index) => first >= 0 && index >= first);
        }
        else {
            reached = reached.map((_, index) => index > 0 && reached[index - 1] === true && matchesName(segment, given[index - 1] ?? ''));
        }
    }
    return reached.at(-1) === true;
}
function matchesName(pattern, name) {
    let at = 0;
    let star = -1;
    let resume = 0;
    for (let index = 0; index < name.length;) {
        if (pattern[at] === '*') {
            star = at++;
            resume = index;
        }
        else if (pattern[at] === '?' || pattern[at] === name[index]) {
            at++;
            index++;
        }
        else if (star >= 0) {
            at = star + 1;
            index = ++resume;
        }
        else
            return false;
    }
    while (pattern[at] === '*')
        at++;
    return at === pattern.length;
}
const NAMING_LETTERS = 3;
function isWholeRepository(pattern) {
    if (!isGlob(pattern))
        return false;
    const segments = pattern.replace(/\.[A-Za-z0-9]+$/, '').split('/');
    return !segments.some(segment => {
        const letters = segment.replaceAll(/[*?.]/g, '');
        return isGlob(segment) ? letters.length >= NAMING_LETTERS : letters !== '';
    });
}


/***/ }),

/***/ 2784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GT: () => (/* binding */ namesFor),
/* harmony export */   Te: () => (/* binding */ readCodeDeploy),
/* harmony export */   _E: () => (/* binding */ fillNames)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(318);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _problems_describe_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67531);



function readCodeDeploy(reader) {
    return (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({
        appspecFile: reader.text('codedeploy-appspec'),
        application: readName(reader, 'codedeploy-application'),
        deploymentGroup: readName(reader, 'codedeploy-deployment-group'),
        description: readDescription(reader),
        config: readName(reader, 'codedeploy-deployment-config')
    });
}
const LONGEST_DESCRIPTION = 512;
function readDescription(reader) {
    const text = reader.text('codedeploy-deployment-description');
    if (text === undefined || text.length <= LONGEST_DESCRIPTION)
        return text;
    reader.note('codedeploy-deployment-description', `shortened to ${LONGEST_DESCRIPTION} of its ${text.length} characters, the limit of CodeDeploy.`);
    return `${text.slice(0, LONGEST_DESCRIPTION - 1)}…`;
}
function readName(reader, input) {
    const text = reader.text(input);
    if (text === undefined)
        return undefined;
    const bare = text.replaceAll('{cluster}', '').replaceAll('{service}', '');
    if (text.length <= 100 && /^[\w+=,.@-]*$/.test(bare))
        return text;
    return reader.report('bad-input', `Input "${input}": ${(0,_problems_describe_text_js__WEBPACK_IMPORTED_MODULE_1__/* .describeText */ .l)(text)} is not a valid CodeDeploy name: use up to 100 letters, digits and . _ - + = , @; {cluster} and {service} are also allowed.`, `Write the name as \`aws deploy\` shows it, without ARN or path.`);
}
function namesFor(inputs, of) {
    return {
        application: fillNames(inputs.application ?? 'AppECS-{cluster}-{service}', of),
        group: fillNames(inputs.deploymentGroup ?? 'DgpECS-{cluster}-{service}', of)
    };
}
function fillNames(text, of) {
    const cluster = (0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(of.cluster);
    return text.replaceAll('{cluster}', cluster).replaceAll('{service}', of.service);
}


/***/ }),

/***/ 66965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ servicesToContinue),
/* harmony export */   I3: () => (/* binding */ readContinue),
/* harmony export */   YS: () => (/* binding */ serviceOfDeployment)
/* harmony export */ });
/* harmony import */ var _problems_describe_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67531);
/* harmony import */ var _tables_specification_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84836);


const ARN = /^arn:[\w-]+:ecs:[\w-]+:\d{12}:service-deployment\/[\w-]{1,255}\/([\w-]{1,255})\/[\w-]{1,255}$/;
function serviceOfDeployment(arn) {
    return ARN.exec(arn)?.[1];
}
function readContinue(reader, mode, { services, taskDefinition, hasConfigFile }) {
    for (const name of mode === 'continue' ? [] : (0,_tables_specification_js__WEBPACK_IMPORTED_MODULE_0__/* .inputsFor */ .pz)('continue')) {
        if (reader.isUsual(name))
            continue;
        reader.report('bad-input', `Input "${name}" is for mode continue; this is mode ${mode}.`, `Set mode: continue, or remove ${name}.`);
    }
    const serviceDeployments = reader.lines('service-deployment');
    const wrong = serviceDeployments.find(arn => serviceOfDeployment(arn) === undefined);
    if (wrong !== undefined) {
        reader.reportBad('service-deployment', `${(0,_problems_describe_text_js__WEBPACK_IMPORTED_MODULE_1__/* .describeText */ .l)(wrong)} is not the ARN of a service deployment.`, 'Write one per line, as the output service-deployment-arn gives them.');
    }
    const named = (Array.isArray(services) && services.length > 0) || taskDefinition.length > 0;
    if (mode === 'continue' && !named && !hasConfigFile && serviceDeployments.length === 0) {
        reader.report('missing-input', 'Input "service" names no service to continue.', 'Name the services, for example service: dispatcher, or the deployments by service-deployment.');
    }
    return { pauseAction: reader.word('pause-action'), serviceDeployments };
}
function servicesToContinue({ services }, { serviceDeployments }) {
    const named = serviceDeployments.flatMap(arn => serviceOfDeployment(arn) ?? []);
    return services ?? (named.length === 0 ? undefined : [...new Set(named)]);
}


/***/ }),

/***/ 13704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  judgeUnneeded: () => (/* reexport */ judgeUnneeded),
  readAudit: () => (/* reexport */ readAudit),
  readBase: () => (/* reexport */ readBase),
  readCodeDeploy: () => (/* reexport */ codedeploy/* readCodeDeploy */.Te),
  readContinue: () => (/* reexport */ continue_inputs/* readContinue */.I3),
  readMigration: () => (/* reexport */ readMigration),
  readRevision: () => (/* reexport */ readRevision),
  readRunTask: () => (/* reexport */ readRunTask),
  readServiceSettings: () => (/* reexport */ readServiceSettings),
  servicesToContinue: () => (/* reexport */ continue_inputs/* servicesToContinue */.$$)
});

// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/inputs/tables/specification.js
var specification = __webpack_require__(84836);
;// CONCATENATED MODULE: ./lib/src/inputs/topics/audit-inputs.js


function readAudit(reader, mode) {
    for (const name of mode === 'audit' ? [] : (0,specification/* inputsFor */.pz)('audit')) {
        if (reader.isUsual(name))
            continue;
        reader.report('bad-input', `Input "${name}" is for mode audit; this is mode ${mode}.`, `Set mode: audit, or remove ${name}.`);
    }
    const history = reader.boolean('history');
    const replacements = reader.text('history-replacements');
    if (replacements !== undefined && mode === 'audit' && !history) {
        reader.report('bad-input', 'Input "history-replacements" is given, but "history" is not true: nothing is found that could be replaced.', 'Set history: true, or remove history-replacements.');
    }
    return {
        purge: reader.boolean('purge'),
        history,
        compareValues: reader.boolean('compare-values'),
        failOn: reader.text('fail-on') === 'warning' ? 'warning' : 'error',
        maxSecretAgeDays: reader.wholeNumber('max-secret-age-days'),
        ...(0,present/* present */.E)({ historyReplacements: replacements })
    };
}

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/inputs/problems/describe-text.js
var describe_text = __webpack_require__(67531);
// EXTERNAL MODULE: ./lib/src/inputs/reader.js + 1 modules
var inputs_reader = __webpack_require__(49051);
;// CONCATENATED MODULE: ./lib/src/inputs/topics/base.js



const REVISION_INPUTS = [
    'task-definition-arn',
    'task-definition-family',
    'task-definition-revision'
];
function readBase(reader, mode) {
    const lines = reader.lines('task-definition');
    const isLive = lines.includes(inputs_reader/* LIVE */.L8);
    if (lines.length > 0 && mode === 'render' && !isLive)
        return noteIgnored(reader);
    const named = REVISION_INPUTS.filter(name => reader.text(name) !== undefined);
    const [first] = named;
    if (isLive && lines.length > 1) {
        const message = 'Input "task-definition": "live" cannot be combined with files.';
        return reader.report('bad-input', message, 'Remove one of them; a file of that name is ./live.');
    }
    const [family] = named.filter(name => name !== 'task-definition-arn');
    if (lines.length > 0 && !isLive && first === 'task-definition-arn')
        return mixed(reader, ['task-definition', first]);
    if (isLive && first !== undefined)
        return mixed(reader, ['task-definition', first]);
    if (isLive)
        return { kind: 'service' };
    if (lines.length > 0 && family !== undefined)
        return mixed(reader, ['task-definition', family]);
    if (family !== undefined && first === 'task-definition-arn')
        return mixed(reader, [first, family]);
    const arn = readRevision(reader, 'task-definition-arn');
    if (arn !== undefined)
        return { kind: 'revision', revision: arn, input: 'task-definition-arn' };
    return readFamily(reader);
}
function readFamily(reader) {
    const family = reader.text('task-definition-family');
    const number = reader.text('task-definition-revision');
    if (family === undefined) {
        return number === undefined
            ? undefined
            : reader.report('bad-input', 'Input "task-definition-revision" is given, but "task-definition-family" is not.', 'Name the family too, or write task-definition-arn: family:revision.');
    }
    if (!arn/* ECS_NAME */.GK.test(family)) {
        return reader.reportBad('task-definition-family', `${(0,describe_text/* describeText */.l)(family)} is not the name of a family.`, 'Use up to 255 letters, digits, "-" and "_", without a revision.');
    }
    if (number !== undefined && !/^[1-9]\d{0,8}$/.test(number)) {
        return reader.reportBad('task-definition-revision', `${(0,describe_text/* describeText */.l)(number)} is not a revision number.`, 'Write digits only, for example task-definition-revision: 12.');
    }
    const revision = number === undefined ? family : `${family}:${number}`;
    return { kind: 'revision', revision, input: 'task-definition-family' };
}
function noteIgnored(reader) {
    for (const name of REVISION_INPUTS) {
        if (reader.text(name) !== undefined)
            reader.note(name, 'not used, since "task-definition" names a file.');
    }
    return undefined;
}
function mixed(reader, names) {
    return reader.report('bad-input', `Inputs ${names.map(name => `"${name}"`).join(' and ')} both name the definition.`, 'Remove one of them.');
}
function readRevision(reader, name) {
    const text = reader.text(name);
    if (text === undefined)
        return undefined;
    const named = /^(arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[A-Za-z0-9_-]{1,255}:\d{1,9}$/.test(text);
    if (named || (name === 'revision' && /^\d{1,9}$/.test(text)))
        return text;
    return reader.reportBad(name, `${(0,describe_text/* describeText */.l)(text)} is not a revision of a task definition.`, name === 'revision'
        ? 'Write its number, family:number, or the full ARN.'
        : 'Write family:number, or the full ARN.');
}

// EXTERNAL MODULE: ./lib/src/inputs/topics/codedeploy.js
var codedeploy = __webpack_require__(2784);
// EXTERNAL MODULE: ./lib/src/inputs/topics/continue-inputs.js
var continue_inputs = __webpack_require__(66965);
// EXTERNAL MODULE: ./lib/src/migration/names.js
var names = __webpack_require__(49926);
;// CONCATENATED MODULE: ./lib/src/inputs/topics/migrate-inputs.js




function refuseMigration(reader, mode) {
    const given = (0,specification/* inputsFor */.pz)('migrate').filter(name => !reader.isUsual(name));
    if (given.length === 0)
        return;
    const names = given.map(name => `"${name}"`).join(', ');
    reader.report('bad-input', `Input ${names}: for mode migrate only; this is mode ${mode}.`, 'Set mode: migrate, or remove it.');
}
function readMigration(reader) {
    const store = reader.word('store');
    const { rules, problems } = (0,names/* parseSecretNames */.eI)(reader.lines('secret-names'));
    reader.problems.push(...problems);
    const texts = optionalTexts(reader, {
        naming: 'naming',
        project: 'project',
        planFile: 'plan-file',
        journal: 'journal'
    });
    const kmsKeyId = readKey(reader);
    return {
        apply: reader.boolean('apply'),
        source: reader.word('source'),
        secretNames: rules,
        store,
        tags: readTags(reader),
        overwrite: reader.boolean('overwrite'),
        onDifference: reader.word('on-difference'),
        policyOutput: reader.word('policy-output'),
        openPullRequest: readPullRequest(reader),
        include: reader.names('include') ?? [],
        exclude: reader.names('exclude') ?? [],
        ...texts,
        ...(0,present/* present */.E)({ kmsKeyId })
    };
}
function optionalTexts(reader, names) {
    const found = Object.entries(names).flatMap(([key, name]) => {
        const text = reader.text(name);
        return text === undefined ? [] : [[key, text]];
    });
    return Object.fromEntries(found);
}
function readPullRequest(reader) {
    const wanted = reader.boolean('open-pull-request');
    if (wanted && reader.text('github-token') === undefined) {
        reader.problems.push({
            code: 'missing-input',
            fault: 'user',
            message: 'Input "open-pull-request" is true, but "github-token" is empty.',
            hint: 'Set github-token: ${{ github.token }} and give the job permissions: contents: write and pull-requests: write.',
            about: { input: 'github-token' }
        });
    }
    return wanted;
}
function readKey(reader) {
    const key = reader.text('kms-key-id');
    if (key === undefined || /^alias\/aws\/(?:secretsmanager|ssm)$/.test(key))
        return undefined;
    if (/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/.test(key) || /^(?:mrk-)?[0-9a-f-]{32,40}$/.test(key))
        return key;
    return reader.report('bad-input', `Input "kms-key-id": ${(0,describe_text/* describeText */.l)(key)} is not the ARN or id of a key.`, 'Write the ARN of the key; not an alias, since the grant of the execution role names the key itself.');
}
function readTags(reader) {
    const tags = {};
    for (const [index, line] of reader.lines('tags').entries()) {
        const [, key, value] = /^([^=]{1,128})=(.{0,256})$/.exec(line) ?? [];
        if (key === undefined || value === undefined || key.trim() === '') {
            reader.report('bad-input', `Input "tags": line ${index + 1} is not KEY=value.`, 'Write one KEY=value a line.');
        }
        else if (Object.hasOwn(tags, key.trim())) {
            reader.report('bad-input', `Input "tags": line ${index + 1} names a key again.`, 'Keep one of the lines.');
        }
        else
            tags[key.trim()] = value.trim();
    }
    return tags;
}

// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(27779);
;// CONCATENATED MODULE: ./lib/src/inputs/topics/run-task-members.js



const RUN_TASK_STRUCTURES = {
    ContainerOverride: 'name! command:[s environment:[KeyValuePair environmentFiles:[EnvironmentFile cpu:n memory:n memoryReservation:n resourceRequirements:[ResourceRequirement',
    KeyValuePair: 'name! value',
    EnvironmentFile: 'value! type!',
    ResourceRequirement: 'value type! sharingStrategy:SharingStrategy',
    SharingStrategy: 'nvidiaMps:NvidiaMpsAllocation',
    NvidiaMpsAllocation: 'memory!:n maxComputePercent!:n',
    CapacityProviderStrategyItem: 'capacityProvider! weight:n base:n',
    Tag: 'key! value',
    TaskManagedEBSVolumeConfiguration: 'roleArn! encrypted:b kmsKeyId volumeType sizeInGiB:n snapshotId volumeInitializationRate:n iops:n throughput:n tagSpecifications:[EBSTagSpecification terminationPolicy:TaskManagedEBSVolumeTerminationPolicy filesystemType',
    EBSTagSpecification: 'resourceType! tags:[Tag propagateTags',
    TaskManagedEBSVolumeTerminationPolicy: 'deleteOnTermination!:b'
};
const KINDS = { s: 'a string', n: 'a number', b: 'true or false' };
function misfitOf(value, type, path = '') {
    if (type.startsWith('['))
        return misfitOfList(value, type.slice(1), path);
    if (Object.hasOwn(KINDS, type))
        return misfitOfScalar(value, type, path);
    if (!(0,json/* isObject */.G)(value))
        return misfit(path, `is ${kindOf(value)}; expected an object.`, 'Write it in braces.');
    return misfitOfMembers(value, type, path);
}
function misfitOfList(value, item, path) {
    if (!Array.isArray(value))
        return misfit(path, `is ${kindOf(value)}; expected a list.`, 'Write it in square brackets.');
    for (const [index, one] of value.entries()) {
        const found = misfitOf(one, item, `${path}[${index}]`);
        if (found)
            return found;
    }
    return undefined;
}
function misfitOfScalar(value, type, path) {
    const wanted = type === 's' ? 'string' : type === 'n' ? 'number' : 'boolean';
    if (typeof value === wanted)
        return undefined;
    const hint = type === 's' ? 'Put it in double quotes.' : 'Write it without quotes.';
    return misfit(path, `is ${kindOf(value)}; expected ${KINDS[type] ?? type}.`, hint);
}
function misfitOfMembers(value, type, path) {
    const fields = fieldsOf(type);
    const names = fields.map(({ name }) => name);
    for (const [key, member] of Object.entries(value)) {
        const field = fields.find(({ name }) => name === key);
        if (!field) {
            const where = path === '' ? 'it' : path;
            const message = `${where} has a field ${(0,describe_text/* describeText */.l)(key)} that ECS does not know.${(0,nearest/* didYouMean */.au)(key, names)}`;
            return { message, hint: `Allowed fields: ${names.join(', ')}.` };
        }
        const found = misfitOf(member, field.type, path === '' ? key : `${path}.${key}`);
        if (found)
            return found;
    }
    const missing = fields.find(({ name, required }) => required && !Object.hasOwn(value, name));
    if (!missing)
        return undefined;
    return misfit(path, `lacks "${missing.name}".`, `ECS needs it; known there: ${names.join(', ')}.`);
}
function fieldsOf(structure) {
    return (RUN_TASK_STRUCTURES[structure] ?? '').split(' ').map(text => {
        const [name = '', type = 's'] = text.split(':');
        return { name: name.replace('!', ''), type, required: name.endsWith('!') };
    });
}
function misfit(path, message, hint) {
    return { message: `${path === '' ? 'it' : path} ${message}`, hint };
}
function kindOf(value) {
    if (value === null)
        return 'null';
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object')
        return 'an object';
    return typeof value === 'string' ? 'a string' : typeof value === 'number' ? 'a number' : 'true or false';
}

;// CONCATENATED MODULE: ./lib/src/inputs/topics/run-task.js




function readRunTask(reader) {
    if (!reader.boolean('run-task'))
        return undefined;
    const subnets = readIds(reader, 'run-task-subnets', 'subnet');
    const securityGroups = readIds(reader, 'run-task-security-groups', 'sg');
    const isNamed = subnets.length + securityGroups.length > 0;
    if (reader.isLenient && !isNamed) {
        const message = "not given, nor are security groups: a task that needs a network gets that of the service; AWS's action gives it none.";
        reader.note('run-task-subnets', message);
    }
    return {
        ...(reader.isLenient && isNamed ? { isNetworkWhole: true } : {}),
        ...(0,present/* present */.E)({
            assignPublicIp: reader.word('run-task-assign-public-ip'),
            enableEcsManagedTags: reader.boolean('enable-ecs-managed-tags'),
            managedVolume: readManagedVolume(reader)
        }),
        containerOverrides: readOverrides(reader),
        subnets,
        securityGroups,
        ...readCapacity(reader),
        startedBy: readStartedBy(reader),
        tags: readList(reader, 'run-task-tags', 'Tag'),
        waitUntilStopped: reader.boolean('wait-for-task-stopped')
    };
}
const LONGEST_OVERRIDES = 8192;
function readOverrides(reader) {
    const name = 'run-task-container-overrides';
    const overrides = readList(reader, name, 'ContainerOverride');
    const length = JSON.stringify({ containerOverrides: overrides }).length;
    if (length > LONGEST_OVERRIDES) {
        reader.report('bad-input', `Input "${name}" has overrides of ${length} characters; ECS takes ${LONGEST_OVERRIDES}.`, 'Move what is long into the task definition, or into a file that the task reads.');
    }
    const twice = repeated(overrides.map(one => String(one['name'])));
    if (twice !== undefined) {
        reader.report('bad-input', `Input "${name}" overrides container ${(0,describe_text/* describeText */.l)(twice)} twice.`, 'Put everything for one container into one object.');
    }
    return overrides;
}
function repeated(names) {
    return names.find((name, index) => names.indexOf(name) !== index);
}
function readCapacity(reader) {
    const strategy = readList(reader, 'run-task-capacity-provider-strategy', 'CapacityProviderStrategyItem');
    const launchType = reader.word('run-task-launch-type');
    if (strategy.length === 0)
        return { capacityProviderStrategy: [], ...(0,present/* present */.E)({ launchType: launchType ?? usualLaunchType(reader) }) };
    if (launchType !== undefined)
        reader.note('run-task-launch-type', 'not used, because run-task-capacity-provider-strategy determines where the task runs.');
    return { capacityProviderStrategy: strategy };
}
function usualLaunchType(reader) {
    return reader.isLenient ? 'FARGATE' : undefined;
}
function readStartedBy(reader) {
    const text = reader.text('run-task-started-by') ?? 'GitHub-Actions';
    if (/^[A-Za-z0-9_/-]{1,128}$/.test(text))
        return text;
    reader.report('bad-input', `Input "run-task-started-by": ${(0,describe_text/* describeText */.l)(text)} is not allowed.`, 'Use letters, digits, "-", "/" and "_", at most 128.');
    return text;
}
function readIds(reader, name, prefix) {
    const ids = reader.names(name) ?? [];
    const wrong = ids.find(id => !id.startsWith(`${prefix}-`) || !/^[a-z]+-[0-9a-zA-Z]{1,40}$/.test(id));
    if (wrong !== undefined) {
        reader.report('bad-input', `Input "${name}": ${(0,describe_text/* describeText */.l)(wrong)} is not an id of that kind.`, `Write ids like ${prefix}-0a1b2c3d4e5f67890, separated by commas.`);
    }
    return ids;
}
function readManagedVolume(reader) {
    const name = reader.text('run-task-managed-ebs-volume-name');
    const value = readJson(reader, 'run-task-managed-ebs-volume');
    const empty = value === undefined || isEmpty(value);
    if (name === undefined && empty)
        return undefined;
    if (name === undefined || empty) {
        const given = name === undefined ? 'run-task-managed-ebs-volume' : 'run-task-managed-ebs-volume-name';
        if (reader.isLenient)
            return reader.note(given, inputs_reader/* INCOMPLETE_VOLUME */.IT);
        reader.report('bad-input', 'Inputs "run-task-managed-ebs-volume-name" and "run-task-managed-ebs-volume" belong together; one is missing.', 'Give both, or neither.');
        return undefined;
    }
    return fits(reader, 'run-task-managed-ebs-volume', { value, type: 'TaskManagedEBSVolumeConfiguration' })
        ? { name, managedEBSVolume: value }
        : undefined;
}
function isEmpty(value) {
    return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
function readList(reader, name, structure) {
    const value = readJson(reader, name) ?? [];
    return fits(reader, name, { value, type: `[${structure}` }) ? value : [];
}
function fits(reader, name, { value, type }) {
    const found = misfitOf(value, type);
    if (found)
        reader.report('bad-input', `Input "${name}": ${found.message}`, found.hint);
    return found === undefined;
}
function readJson(reader, name) {
    const text = reader.text(name);
    if (text === undefined)
        return undefined;
    try {
        return JSON.parse(text);
    }
    catch {
        return reader.report('bad-input', `Input "${name}" is not valid JSON (${text.length} characters).`, 'Check quotes, commas and brackets; in a workflow a block (|) keeps the text as it is.');
    }
}

// EXTERNAL MODULE: ./lib/src/document/read-json.js
var read_json = __webpack_require__(27514);
// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(10119);
// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(45270);
// EXTERNAL MODULE: ./lib/src/services/check-members.js
var check_members = __webpack_require__(16064);
;// CONCATENATED MODULE: ./lib/src/services/read-setting.js




function readObjectSetting(text, structure) {
    const root = rootOf(text);
    if (root?.kind !== 'object')
        return { faults: [notJson(root, 'one object')] };
    return readStructure(root, structure, text);
}
function readListSetting(text, structure) {
    const root = rootOf(text);
    if (root?.kind !== 'array')
        return { faults: [notJson(root, 'a list')] };
    const read = root.items.map((item, index) => readItem(item, index, { structure, text }));
    const faults = read.flatMap(one => one.faults ?? []);
    if (faults.length > 0)
        return { faults };
    return { value: read.flatMap(one => (one.faults === undefined ? [one.value] : [])) };
}
function readItem(item, index, from) {
    if (item.kind !== 'object') {
        return {
            faults: [{ message: `[${index}] is not an object.`, hint: 'Write a JSON array of objects.' }]
        };
    }
    const read = readStructure(item, from.structure, from.text);
    if (read.faults === undefined)
        return read;
    return {
        faults: read.faults.map(({ message, hint }) => ({ message: `[${index}]: ${message}`, hint }))
    };
}
function readStructure(root, structure, text) {
    const schema = (0,check_members/* settingSchema */.QN)(structure);
    const isOpaque = () => false;
    const conformed = (0,conform/* conform */.f)(root, { document: { file: '', text }, isOpaque, schema });
    const faults = conformed.problems.map(({ message, hint }) => ({
        message,
        hint: hint ?? ''
    }));
    (0,check_members/* checkMembers */.c_)(conformed.root, { schema, isOpaque, report: (_code, _node, fault) => faults.push(fault) });
    return faults.length > 0 ? { faults } : { value: (0,tree/* toJson */.aB)(conformed.root) };
}
function rootOf(text) {
    const { document, problems } = (0,read_json/* readJson */.V)('', text);
    return problems.length === 0 ? document?.root : undefined;
}
function notJson(root, wanted) {
    const found = root === undefined
        ? 'is not valid JSON, or has a name twice'
        : `is ${root.kind === 'array' ? 'a list' : 'one object'}`;
    return {
        message: `the text ${found}; expected ${wanted} of JSON.`,
        hint: 'Check quotes, commas and brackets; in a workflow write it as a block (|) so that YAML leaves it alone.'
    };
}

;// CONCATENATED MODULE: ./lib/src/inputs/topics/service-settings.js



const MOST_PROVIDERS = 20;
function readServiceSettings(reader) {
    return (0,present/* present */.E)({
        propagateTags: reader.word('propagate-tags'),
        enableECSManagedTags: reader.boolean('enable-ecs-managed-tags'),
        enableExecuteCommand: reader.boolean('enable-execute-command'),
        volumeConfigurations: readVolume(reader),
        capacityProviderStrategy: readStrategy(reader),
        deploymentConfiguration: readDeploymentConfiguration(reader)
    });
}
function readVolume(reader) {
    const name = reader.text('service-managed-ebs-volume-name');
    const text = readVolumeText(reader);
    if (name === undefined && text === undefined)
        return undefined;
    if (name === undefined || text === undefined) {
        if (reader.isLenient)
            return reader.note(name === undefined ? 'service-managed-ebs-volume' : 'service-managed-ebs-volume-name', inputs_reader/* INCOMPLETE_VOLUME */.IT);
        const [given, missing] = name === undefined
            ? ['service-managed-ebs-volume', 'service-managed-ebs-volume-name']
            : ['service-managed-ebs-volume-name', 'service-managed-ebs-volume'];
        return reader.report('bad-input', `Input "${given}" is given, but "${missing}" is not.`, 'Give both: the name of the volume in the task definition (configuredAtLaunch), and its configuration; or none.');
    }
    const input = 'service-managed-ebs-volume';
    const volume = keep(reader, input, readObjectSetting(text, 'ServiceManagedEBSVolumeConfiguration'));
    if (volume === undefined)
        return undefined;
    if (volume['sizeInGiB'] === undefined && volume['snapshotId'] === undefined) {
        return reader.report('bad-input', `Input "${input}": neither "sizeInGiB" nor "snapshotId" is given.`, 'ECS wants one of them: the size of a new volume, or the snapshot that it is made of.');
    }
    return [{ name, managedEBSVolume: volume }];
}
function readVolumeText(reader) {
    const text = reader.text('service-managed-ebs-volume');
    return reader.isLenient && text === '{}' ? undefined : text;
}
function readStrategy(reader) {
    const input = 'capacity-provider-strategy';
    const text = reader.text(input);
    if (text === undefined)
        return undefined;
    const strategy = keep(reader, input, readListSetting(text, 'CapacityProviderStrategyItem'));
    if (strategy === undefined)
        return undefined;
    const fault = faultOfStrategy(strategy);
    if (fault !== undefined)
        return reader.report('bad-input', `Input "${input}": ${fault}`, STRATEGY_HINT);
    return strategy;
}
const STRATEGY_HINT = 'Write each capacity provider once, a base for one of them at most, and a weight above 0 for one at least: [{"capacityProvider": "FARGATE_SPOT", "weight": 3}, {"capacityProvider": "FARGATE", "weight": 1, "base": 1}].';
function faultOfStrategy(strategy) {
    const names = strategy.map(item => item['capacityProvider']);
    const numberOf = (item, member) => {
        const value = item[member];
        return typeof value === 'number' ? value : 0;
    };
    if (strategy.length > MOST_PROVIDERS)
        return `there are ${strategy.length} capacity providers; ECS takes ${MOST_PROVIDERS}.`;
    if (new Set(names).size !== names.length)
        return 'a capacity provider is listed twice.';
    if (strategy.filter(item => numberOf(item, 'base') > 0).length > 1)
        return 'more than one capacity provider has a base.';
    const idle = strategy.length > 1 && strategy.every(item => numberOf(item, 'weight') === 0);
    return idle ? 'no capacity provider has a weight above 0.' : undefined;
}
function readDeploymentConfiguration(reader) {
    const input = 'deployment-configuration';
    const text = reader.text(input);
    return text === undefined
        ? undefined
        : keep(reader, input, readObjectSetting(text, 'DeploymentConfiguration'));
}
function keep(reader, input, read) {
    if (read.faults === undefined)
        return read.value;
    for (const { message, hint } of read.faults)
        reader.report('bad-input', `Input "${input}": ${message}`, hint);
    return undefined;
}

;// CONCATENATED MODULE: ./lib/src/inputs/topics/unneeded.js


const WITHOUT_FILES = new Set(['rollback', 'continue', 'rotate-restart']);
const UNNEEDED = new Set([
    ...(0,specification/* inputsFor */.pz)('override'),
    ...(0,specification/* inputsFor */.pz)('check'),
    ...['variables', 'env', 'policy', 'trust-exceptions'],
    ...['keep-null-value-keys', 'keep-revisions', 'allow-family-change', 'update-schedules'],
    ...['run-task-container-overrides', 'run-task-security-groups', 'run-task-subnets', 'run-task-launch-type'],
    ...['run-task-assign-public-ip', 'run-task-capacity-provider-strategy', 'run-task-started-by'],
    ...['run-task-tags', 'run-task-managed-ebs-volume-name', 'run-task-managed-ebs-volume', 'run-task'],
    ...['wait-for-task-stopped']
]);
function judgeUnneeded(reader, mode) {
    refuseMigration(reader, mode);
    if (WITHOUT_FILES.has(mode))
        forgive(reader, mode);
}
function forgive({ problems, remarks }, mode) {
    const all = problems.splice(0);
    for (const problem of all) {
        const [, name] = /^Input "([\w-]+)"/.exec(problem.message) ?? [];
        const isNeeded = problem.code !== 'bad-input' || !UNNEEDED.has(name);
        if (isNeeded)
            problems.push(problem);
        else
            remarks.push({ message: `${problem.message} Mode ${mode} does not need it.` });
    }
}

;// CONCATENATED MODULE: ./lib/src/inputs/topics/rare-inputs.js










/***/ }),

/***/ 64311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NB: () => (/* binding */ selectCandidates),
/* harmony export */   TH: () => (/* binding */ idOf),
/* harmony export */   WY: () => (/* binding */ isLeftOut),
/* harmony export */   ie: () => (/* binding */ whereIs),
/* harmony export */   rn: () => (/* binding */ SAME_VALUE)
/* harmony export */ });
/* harmony import */ var _exceptions_glob_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4344);

const SAME_VALUE = 'same-value';
function whereIs({ file, place, container }) {
    return place ? `${file}:${place.line}` : `${file} (container ${container})`;
}
function idOf({ file, pointer }) {
    return `${file} ${pointer}`;
}
function selectCandidates(candidates, requested) {
    const { include = [], exclude = [] } = requested;
    return candidates.filter(candidate => (candidate.rule !== undefined || include.some(pattern => matches(pattern, candidate))) &&
        !isLeftOut(candidate, { exclude }));
}
function isLeftOut(candidate, { exclude = [] }) {
    return exclude.some(pattern => matches(pattern, candidate));
}
function matches(pattern, { service, variable }) {
    return (0,_exceptions_glob_js__WEBPACK_IMPORTED_MODULE_0__/* .matchesPath */ .$h)(pattern, pattern.includes('/') ? `${service ?? ''}/${variable}` : variable);
}


/***/ }),

/***/ 84992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ looksSuffixed),
/* harmony export */   Ho: () => (/* binding */ monthlyCost),
/* harmony export */   IY: () => (/* binding */ nameFault),
/* harmony export */   SH: () => (/* binding */ valueFault)
/* harmony export */ });
const SECRET_BYTES = 65_536;
const PARAMETER_BYTES = 4096;
const SECRET_NAME = 512;
const PARAMETER_NAME = 1011 - 56;
function nameFault(name, store) {
    return store === 'ssm' ? parameterFault(name) : secretFault(name);
}
function secretFault(name) {
    if (name === '')
        return 'it is empty';
    if (name.length > SECRET_NAME)
        return `it has ${name.length} characters; ${SECRET_NAME} are allowed`;
    return /^[A-Za-z\d/_+=.@-]+$/.test(name) ? undefined : 'letters, digits and /_+=.@- are allowed';
}
function parameterFault(name) {
    if (name.length > PARAMETER_NAME)
        return `it has ${name.length} characters; ${PARAMETER_NAME} are allowed`;
    if (!/^[\w./-]+$/.test(name))
        return 'letters, digits and _.-/ are allowed';
    if ((name.includes('/') && !name.startsWith('/')) || name.endsWith('/') || name.includes('//'))
        return 'a path begins with a slash and has no empty step';
    if (name.split('/').length - 1 > 15)
        return 'a path has at most 15 levels';
    return /^\/?(?:aws|ssm)/i.test(name) ? 'a name must not begin with "aws" or "ssm"' : undefined;
}
function looksSuffixed(name) {
    return /-[A-Za-z\d]{6}$/.test(name);
}
function valueFault(bytes, store) {
    if (bytes === 0)
        return 'the value is empty';
    const most = store === 'ssm' ? PARAMETER_BYTES : SECRET_BYTES;
    return bytes > most ? `the value has ${bytes} bytes; ${most} are allowed` : undefined;
}
const SECRET_PRICE_USD = 0.4;
function monthlyCost(secrets, store) {
    return store === 'secretsmanager' ? Math.round(secrets * SECRET_PRICE_USD * 100) / 100 : 0;
}


/***/ }),

/***/ 49926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vb: () => (/* binding */ nameSecrets),
/* harmony export */   eI: () => (/* binding */ parseSecretNames),
/* harmony export */   hX: () => (/* binding */ unknownPlaceholders),
/* harmony export */   j1: () => (/* binding */ projectName),
/* harmony export */   pF: () => (/* binding */ DEFAULT_NAMING)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _template_naming_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84222);
/* harmony import */ var _candidate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64311);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84992);




function nameSecrets(candidates, requested) {
    const { siblings = [] } = requested;
    const own = [...candidates, ...siblings].map(candidate => ({
        candidate,
        destination: given(candidate, requested) ?? stored(candidate, requested) ?? named(candidate, requested)
    }));
    const keyOf = sharingOf(requested);
    const leaders = leadersOf(own, keyOf);
    return own.map(({ candidate, destination }) => {
        if (destination.isGiven)
            return { candidate, destination };
        return { candidate, destination: leaders.get(keyOf(candidate)) ?? destination };
    });
}
function stored({ value, variable, service = '' }, { inUse = [], naming = DEFAULT_NAMING }) {
    const isPerService = naming.includes('{service}');
    const equal = inUse
        .filter(one => one.value.equals(value) && (!isPerService || one.services.includes(service)))
        .sort((a, b) => (a.secret < b.secret ? -1 : 1));
    const found = equal.find(({ variables }) => variables.includes(variable)) ?? equal[0];
    if (found === undefined)
        return undefined;
    return { secret: found.secret, isGiven: true, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ key: found.key }) };
}
function given({ service, variable }, { secretNames = [], store }) {
    const rule = secretNames.find(one => one.variable === variable && one.service !== undefined && one.service === service) ?? secretNames.find(one => one.variable === variable && one.service === undefined);
    if (rule === undefined)
        return undefined;
    const secret = store === 'ssm' ? pathOf(rule.secret) : rule.secret;
    return { secret, isGiven: true, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ key: rule.key }) };
}
function named(candidate, requested) {
    const { variable, service = '' } = candidate;
    const { project, environment = '', naming = DEFAULT_NAMING } = requested;
    const secret = fillNaming(naming, { project, environment, service, variable, ...namePartsOf(variable) });
    return { secret: requested.store === 'ssm' ? pathOf(secret) : secret, isGiven: false };
}
function pathOf(name) {
    return name.startsWith('/') || !name.includes('/') ? name : `/${name}`;
}
function sharingOf({ naming = DEFAULT_NAMING }) {
    const isPerService = naming.includes('{service}');
    return ({ value, service = '' }) => `${isPerService ? service : ''} ${value.reveal()}`;
}
function leadersOf(own, keyOf) {
    const leaders = new Map();
    for (const one of own) {
        const key = keyOf(one.candidate);
        const before = leaders.get(key);
        if (before === undefined || comesFirst(one, before))
            leaders.set(key, one);
    }
    return new Map([...leaders].map(([key, { destination }]) => [key, destination]));
}
function comesFirst(one, other) {
    const isHarmlessCopy = ({ candidate }) => candidate.rule === _candidate_js__WEBPACK_IMPORTED_MODULE_1__/* .SAME_VALUE */ .rn;
    if (isHarmlessCopy(one) !== isHarmlessCopy(other))
        return isHarmlessCopy(other);
    if (one.destination.isGiven !== other.destination.isGiven)
        return one.destination.isGiven;
    if (one.candidate.variable !== other.candidate.variable)
        return one.candidate.variable < other.candidate.variable;
    return one.destination.secret < other.destination.secret;
}
const DEFAULT_NAMING = '{project}/{group}/{name}';
const KNOWN_GROUPS = {
    db: 'database',
    database: 'database',
    pg: 'postgres',
    postgres: 'postgres',
    postgresql: 'postgres',
    mysql: 'mysql',
    mongo: 'mongodb',
    mongodb: 'mongodb',
    redis: 'redis',
    rabbitmq: 'rabbitmq',
    smtp: 'smtp'
};
function wordsOf(variable) {
    return variable
        .replace(/([a-z\d])([A-Z])/g, '$1_$2')
        .split(/[^A-Za-z\d]+/)
        .filter(word => word !== '')
        .map(word => word.toLowerCase());
}
function namePartsOf(variable) {
    const words = wordsOf(variable);
    const [first = '', ...rest] = words;
    const known = KNOWN_GROUPS[first];
    if (rest.length === 0 || (known === undefined && rest.length < 2))
        return { group: '', name: words.join((0,_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .looksSuffixed */ .$Q)(words.join('-')) ? '/' : '-') };
    return { group: known ?? first, name: rest.join('-') };
}
const PLACEHOLDERS = new Set([
    'project',
    'environment',
    'group',
    'name',
    'variable',
    'service'
]);
function unknownPlaceholders(naming) {
    return [...naming.matchAll(/\{([^{}]*)\}/g)]
        .map(([, word]) => word)
        .filter(word => !PLACEHOLDERS.has(word));
}
function fillNaming(naming, parts) {
    const filled = naming.replace(/\{([^{}]*)\}/g, (_, word) => parts[word] ?? '');
    return filled.replace(/\/{2,}/g, '/').replace(/^\/|\/$/g, '');
}
function projectName(text) {
    const last = text.split('/').at(-1) ?? '';
    return last.replace(/-cluster$/, '').replace(/[^A-Za-z\d_.-]/g, '-');
}
function parseSecretNames(lines) {
    const rules = [];
    const problems = [];
    for (const [index, line] of lines.entries()) {
        const found = /^(?:([\w-]{1,255})\/)?([A-Za-z_][\w.-]*)\s*=\s*([^\s:=]+)(?::([^\s:=]+))?$/.exec(line.trim());
        const [, service, variable, secret, key] = found ?? [];
        if (variable === undefined || secret === undefined) {
            problems.push(badLine(`line ${index + 1} is not VARIABLE=secret name`));
            continue;
        }
        const rule = {
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ service }),
            variable,
            secret,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ key })
        };
        if (rules.some(other => other.service === service && other.variable === variable)) {
            problems.push(badLine(`${(0,_template_naming_js__WEBPACK_IMPORTED_MODULE_3__/* .quotedName */ .aH)(variable, 'a variable')} is named twice`));
        }
        else
            rules.push(rule);
    }
    return { rules, problems };
}
function badLine(reason) {
    return {
        code: 'migration-names',
        fault: 'user',
        message: `Input "secret-names": ${reason}.`,
        hint: 'Write one VARIABLE=secret name a line; SERVICE/VARIABLE=name for one service, VARIABLE=name:key for a key of a JSON secret.'
    };
}


/***/ }),

/***/ 16064:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QN: () => (/* binding */ settingSchema),
/* harmony export */   c_: () => (/* binding */ checkMembers)
/* harmony export */ });
/* unused harmony exports requiredMembers, memberWords */
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10119);
/* harmony import */ var _template_schema_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42805);
/* harmony import */ var _settings_schema_generated_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27966);



function checkMembers(root, check) {
    visit(root, check.schema.root, { ...check, path: '', fieldsOf: (0,_template_schema_js__WEBPACK_IMPORTED_MODULE_0__/* .schemaReader */ .JC)(check.schema.structures) });
}
function visit(node, type, at) {
    if (type.startsWith('[')) {
        if (node.kind !== 'array')
            return;
        node.items.forEach((item, index) => {
            visit(item, type.slice(1), { ...at, path: `${at.path}[${index}]` });
        });
        return;
    }
    if (node.kind !== 'object' || !Object.hasOwn(at.schema.structures, type))
        return;
    checkRequired(node, type, at);
    const fields = at.fieldsOf(type);
    for (const { key, value } of node.members) {
        const field = fields.get(key);
        if (field === undefined)
            continue;
        const path = at.path === '' ? key : `${at.path}.${key}`;
        checkWord(value, memberWords[`${type}.${key}`], { ...at, path });
        visit(value, field, { ...at, path });
    }
}
function checkRequired(node, type, { path, report }) {
    const where = path === '' ? '' : `${path}: `;
    for (const name of requiredMembers[type] ?? []) {
        if ((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(node, name) !== undefined)
            continue;
        report('missing-member', node, {
            message: `${where}"${name}" is missing.`,
            hint: `ECS expects ${(requiredMembers[type] ?? []).join(', ')} there.`
        });
    }
}
function checkWord(node, words, at) {
    if (words === undefined || node.kind !== 'string')
        return;
    if (words.includes(node.value) || at.isOpaque(node.value))
        return;
    at.report('unknown-word', node, {
        message: `${at.path} has a value that ECS does not know.`,
        hint: `Allowed: ${words.join(', ')}.`
    });
}
function settingSchema(root) {
    return { root, structures: _settings_schema_generated_js__WEBPACK_IMPORTED_MODULE_2__/* .settingsStructures */ ._, unknown: 'refuse' };
}
const requiredMembers = {
    AwsVpcConfiguration: ['subnets'],
    CapacityProviderStrategyItem: ['capacityProvider'],
    DeploymentAlarms: ['alarmNames', 'rollback', 'enable'],
    DeploymentCircuitBreaker: ['enable', 'rollback'],
    DeploymentController: ['type'],
    DeploymentEarlySuccessCriteria: ['enable'],
    EBSTagSpecification: ['resourceType'],
    GatewayConnector: ['portName'],
    LogConfiguration: ['logDriver'],
    MetricConfiguration: ['metricNames', 'resolutionSeconds'],
    Secret: ['name', 'valueFrom'],
    ServiceConnectAccessLogConfiguration: ['format'],
    ServiceConnectClientAlias: ['port'],
    ServiceConnectConfiguration: ['enabled'],
    ServiceConnectService: ['portName'],
    ServiceConnectTestTrafficHeaderMatchRules: ['exact'],
    ServiceConnectTestTrafficHeaderRules: ['name'],
    ServiceConnectTestTrafficRules: ['header'],
    ServiceConnectTlsConfiguration: ['issuerCertificateAuthority'],
    ServiceManagedEBSVolumeConfiguration: ['roleArn'],
    ServiceVolumeConfiguration: ['name'],
    ThresholdConfiguration: ['type', 'value'],
    VpcLatticeConfiguration: ['roleArn', 'targetGroupArn', 'portName']
};
const memberWords = {
    'AwsVpcConfiguration.assignPublicIp': ['ENABLED', 'DISABLED'],
    'CreateServiceRequest.availabilityZoneRebalancing': ['ENABLED', 'DISABLED'],
    'CreateServiceRequest.launchType': ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'],
    'CreateServiceRequest.propagateTags': ['TASK_DEFINITION', 'SERVICE', 'NONE'],
    'CreateServiceRequest.schedulingStrategy': ['REPLICA', 'DAEMON'],
    'DeploymentConfiguration.strategy': ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY']
};


/***/ }),

/***/ 27966:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ settingsStructures)
/* harmony export */ });
const settingsStructures = {
    DeploymentConfiguration: 'deploymentCircuitBreaker:DeploymentCircuitBreaker maximumPercent:n minimumHealthyPercent:n alarms:DeploymentAlarms strategy bakeTimeInMinutes:n lifecycleHooks:[DeploymentLifecycleHook linearConfiguration:LinearConfiguration canaryConfiguration:CanaryConfiguration earlySuccessCriteria:DeploymentEarlySuccessCriteria',
    DeploymentCircuitBreaker: 'enable:b rollback:b resetOnHealthyTask:b thresholdConfiguration:ThresholdConfiguration',
    ThresholdConfiguration: 'type value:n',
    DeploymentAlarms: 'alarmNames:[s rollback:b enable:b',
    DeploymentLifecycleHook: 'targetType hookTargetArn roleArn lifecycleStages:[s hookDetails:d timeoutConfiguration:DeploymentLifecycleHookTimeoutConfiguration',
    DeploymentLifecycleHookTimeoutConfiguration: 'timeoutInMinutes:n action',
    LinearConfiguration: 'stepPercent:n stepBakeTimeInMinutes:n',
    CanaryConfiguration: 'canaryPercent:n canaryBakeTimeInMinutes:n',
    DeploymentEarlySuccessCriteria: 'enable:b healthyPercent:n sourceServiceRevisionCleanup',
    CapacityProviderStrategyItem: 'capacityProvider weight:n base:n',
    ServiceManagedEBSVolumeConfiguration: 'roleArn encrypted:b kmsKeyId volumeType sizeInGiB:n snapshotId volumeInitializationRate:n iops:n throughput:n tagSpecifications:[EBSTagSpecification filesystemType',
    EBSTagSpecification: 'resourceType tags:[Tag propagateTags',
    Tag: 'key value'
};


/***/ }),

/***/ 45270:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ conform)
/* harmony export */ });
/* harmony import */ var _document_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19016);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _naming_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84222);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42805);




const numeric = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
function conform(root, options) {
    const conformer = new Conformer(options);
    const conformed = conformer.conformStructure(root, conformer.schema.root, undefined);
    return { root: conformed, problems: conformer.problems, remarks: conformer.remarks };
}
class Conformer {
    problems = [];
    remarks = [];
    schema;
    options;
    find;
    fieldsOf;
    constructor(options) {
        this.options = options;
        this.find = (0,_document_place_js__WEBPACK_IMPORTED_MODULE_0__/* .placeFinder */ .aA)(options.document);
        this.schema = options.schema ?? _schema_js__WEBPACK_IMPORTED_MODULE_1__/* .definitionSchema */ .$k;
        this.fieldsOf = (0,_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .schemaReader */ .JC)(this.schema.structures);
    }
    conformStructure(node, type, path) {
        const fields = this.fieldsOf(type);
        return this.mapMembers(node, path, (member, own) => {
            const field = fields.get(member.key);
            if (field !== undefined)
                return this.conformNode(member.value, field, own);
            const at = this.#at(member.keyOrigin, own);
            if (this.schema.unknown === 'refuse')
                this.problems.push(unknownMember(member.key, at, fields));
            else
                this.remarks.push(unknownField(member.key, at, fields));
            return member.value;
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
            case 'd':
                return node;
            case '[':
                return node.kind === 'array'
                    ? this.conformList(node, type.slice(1), path)
                    : this.refuse(node, path, 'a list');
            case '{':
                if (node.kind !== 'object')
                    return this.refuse(node, path, 'an object');
                return this.mapMembers(node, path, ({ value }, own) => this.conformNode(value, type.slice(1), own));
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
        const items = node.items.map((item, index) => this.conformNode(item, type, { parent: path, step: index }));
        return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    mapMembers(node, path, map) {
        const members = node.members.flatMap(member => {
            const own = { parent: path, step: member.key };
            if (member.value.kind === 'null') {
                this.remarks.push(nullOmitted(this.#at(member.keyOrigin, own)));
                return [];
            }
            const value = map(member, own);
            return [value === member.value ? member : { ...member, value }];
        });
        const isSame = members.length === node.members.length && members.every((one, at) => one === node.members[at]);
        return isSame ? node : { ...node, members };
    }
    refuse(node, path, allowed) {
        if (node.kind === 'string' && this.options.isOpaque(node.value))
            return node;
        this.problems.push(wrongType(node, this.#at(node.origin, path), allowed));
        return node;
    }
    #at(origin, path) {
        return { path, place: this.find(origin) };
    }
}
function wrongType(node, { path, place }, allowed) {
    const found = node.kind === 'string' && (allowed === 'a number' || allowed === 'true or false')
        ? `text of ${node.value.length} characters`
        : (0,_naming_js__WEBPACK_IMPORTED_MODULE_2__/* .kindName */ .Ep)(node);
    return {
        code: 'wrong-type',
        fault: 'user',
        message: `${textOf(path)} has the wrong type: found ${found}, ECS expects ${allowed}.`,
        hint: `Write ${allowed} there${node.kind === 'null' ? ', or remove the item' : ''}.`,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ place })
    };
}
function unknownField(key, { path, place }, fields) {
    const known = (0,_naming_js__WEBPACK_IMPORTED_MODULE_2__/* .suggestName */ .SX)(key, [...fields.keys()]);
    return remark(`${textOf(path)} is not a known ECS field; sent unchanged.${known}`, place);
}
function unknownMember(key, { path, place }, fields) {
    const known = (0,_naming_js__WEBPACK_IMPORTED_MODULE_2__/* .suggestName */ .SX)(key, [...fields.keys()]);
    return {
        code: 'unknown-member',
        fault: 'user',
        message: `${textOf(path)} is not a member that ECS knows there.${known}`,
        hint: `Allowed fields: ${[...fields.keys()].join(', ')}. If AWS added it recently, use a newer version of this action.`,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ place })
    };
}
function nullOmitted({ path, place }) {
    return remark(`${textOf(path)} is null: omitted, because AWS does not accept null.`, place);
}
function remark(message, place) {
    return place ? { message, place } : { message };
}
function textOf({ parent, step }) {
    const before = parent === undefined ? '' : textOf(parent);
    if (typeof step === 'number')
        return `${before}[${step}]`;
    const printed = (0,_naming_js__WEBPACK_IMPORTED_MODULE_2__/* .quotedName */ .aH)(step, '') === '' ? '(a name not shown)' : step;
    return before === '' ? printed : `${before}.${printed}`;
}


/***/ }),

/***/ 50130:
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

/***/ 84222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ kindName),
/* harmony export */   SX: () => (/* binding */ suggestName),
/* harmony export */   aH: () => (/* binding */ quotedName)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27779);

function quotedName(name, fallback) {
    return name !== undefined && /^[A-Za-z_][\w.:/-]{0,63}$/.test(name) ? `"${name}"` : fallback;
}
function suggestName(name, candidates) {
    return (0,_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .au)(name, [...candidates].filter(candidate => quotedName(candidate, '') !== ''));
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

/***/ 42805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $k: () => (/* binding */ definitionSchema),
/* harmony export */   JC: () => (/* binding */ schemaReader),
/* harmony export */   il: () => (/* binding */ isKnownMember)
/* harmony export */ });
/* unused harmony exports definitionType, schemaField */
/* harmony import */ var _ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50130);

const definitionType = 'RegisterTaskDefinitionRequest';
const definitionSchema = { root: definitionType, structures: _ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__/* .ecsStructures */ .i, unknown: 'keep' };
const known = new WeakMap();
function schemaReader(structures = _ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__/* .ecsStructures */ .i) {
    const read = known.get(structures) ?? new Map();
    known.set(structures, read);
    return structure => {
        let fields = read.get(structure);
        if (!fields) {
            fields = new Map((structures[structure] ?? '').split(' ').map(field => schemaField(field)));
            read.set(structure, fields);
        }
        return fields;
    };
}
function schemaField(field) {
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
        .map(schemaField)
        .find(([field]) => field === name)?.[1];
}


/***/ })

};

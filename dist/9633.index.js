export const id = 9633;
export const ids = [9633,4176];
export const modules = {

/***/ 67032:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ pLimit)
});

// UNUSED EXPORTS: limitFunction

;// CONCATENATED MODULE: ../../main/node_modules/yocto-queue/index.js
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

;// CONCATENATED MODULE: ../../main/node_modules/p-limit/index.js


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


/***/ }),

/***/ 64417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a9: () => (/* binding */ withSecrets),
/* harmony export */   b9: () => (/* binding */ equalValues),
/* harmony export */   ee: () => (/* binding */ heldValues)
/* harmony export */ });
/* harmony import */ var _detector_candidate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68673);
/* harmony import */ var _detector_walk_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10697);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85590);
/* harmony import */ var _rotation_credential_kind_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62463);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79188);






const SHORTEST = 8;
const HARMLESS_KEY = /^(?:user(?:name)?|login|host(?:name)?|endpoint|port|engine|db(?:name|InstanceIdentifier|ClusterIdentifier)?|database|schema|region|masterarn|ssl(?:mode)?)$/i;
function heldValues(name, text) {
    const json = objectIn(text);
    const fields = Object.entries(json ?? {}).flatMap(([key, value]) => typeof value === 'string' && !HARMLESS_KEY.test(key) ? [{ name: `${name}:${key}`, value }] : []);
    return [{ name, value: text }, ...fields].filter(({ value }) => value.trim().length >= SHORTEST);
}
function equalValues(definition, held, known) {
    const seen = new Set(known.map(({ pointer }) => pointer));
    return (0,_detector_walk_js__WEBPACK_IMPORTED_MODULE_0__/* .walk */ .G)((0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .treeOf */ .g7)(definition, '')).flatMap((candidate) => {
        const { origin } = candidate.node;
        const pointer = origin.kind === 'file' ? origin.pointer : '';
        const text = candidate.node.kind === 'string' ? candidate.node.value : candidate.value;
        if ((0,_detector_candidate_js__WEBPACK_IMPORTED_MODULE_2__/* .isReferenceLocation */ .N2)(candidate.location) || seen.has(pointer))
            return [];
        const found = held.find(({ value }) => text.includes(value));
        if (found === undefined)
            return [];
        seen.add(pointer);
        const byName = (0,_rotation_credential_kind_js__WEBPACK_IMPORTED_MODULE_3__/* .credentialKind */ .e)({ rule: 'audit/equal-to-secret', name: candidate.name });
        const kind = byName.rank < 4
            ? byName
            : (0,_rotation_credential_kind_js__WEBPACK_IMPORTED_MODULE_3__/* .credentialKind */ .e)({ rule: 'audit/equal-to-secret', name: variableLike(found.name) });
        const { container } = candidate;
        return [
            {
                rule: 'audit/equal-to-secret',
                name: candidate.name,
                pointer,
                kind,
                secret: found.name,
                ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ container })
            }
        ];
    });
}
function withSecrets(exposures, textOf, held) {
    return exposures.map(exposure => {
        const found = held.find(({ value }) => textOf(exposure).includes(value));
        return found === undefined ? exposure : { ...exposure, secret: found.name };
    });
}
function variableLike(name) {
    return name.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
}
function objectIn(text) {
    if (!/^\s*\{/.test(text))
        return undefined;
    try {
        const value = JSON.parse(text);
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .G)(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 79188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ textAt),
/* harmony export */   BS: () => (/* binding */ plaintextOf),
/* harmony export */   CL: () => (/* binding */ referencesOf),
/* harmony export */   Co: () => (/* binding */ namedCredentials),
/* harmony export */   Xl: () => (/* binding */ exposureOf),
/* harmony export */   g7: () => (/* binding */ treeOf),
/* harmony export */   kH: () => (/* binding */ environmentFilesOf),
/* harmony export */   uo: () => (/* binding */ isCredential)
/* harmony export */ });
/* harmony import */ var _detector_candidate_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68673);
/* harmony import */ var _detector_detect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45076);
/* harmony import */ var _detector_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59487);
/* harmony import */ var _detector_sensitive_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6816);
/* harmony import */ var _detector_shapes_match_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60760);
/* harmony import */ var _detector_walk_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10697);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(10119);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(85590);
/* harmony import */ var _references_collect_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(29302);
/* harmony import */ var _references_parse_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(17151);
/* harmony import */ var _references_reference_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(57161);
/* harmony import */ var _rotation_credential_kind_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(62463);












function plaintextOf(definition) {
    const root = treeOf(definition, '');
    const clean = new _detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .CleanTexts */ .g8();
    const findings = (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .detect */ .o0)({ file: 'task definition', root, place: () => undefined }, _detector_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .RULES */ .y0, clean);
    const credentials = findings.filter(isCredential);
    if (credentials.length === 0)
        return { exposures: [], values: [] };
    return {
        exposures: credentials.map(finding => exposureOf(finding, textAt(definition, finding.pointer))),
        values: (0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_2__/* .sensitiveValues */ .DJ)(root, _detector_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .RULES */ .y0, clean)
    };
}
function namedCredentials(root, values) {
    if (values.length === 0)
        return [];
    const candidates = (0,_detector_walk_js__WEBPACK_IMPORTED_MODULE_3__/* .walk */ .G)(root);
    return values.map(value => {
        const holder = candidates.find(({ node }) => node.kind === 'string' && node.value.includes(value));
        return { name: holder?.name ?? '', value };
    });
}
function isCredential({ category, level }) {
    return category === 'credential' && level === 'error';
}
function exposureOf({ rule, name, container, pointer }, text) {
    const shape = (0,_detector_shapes_match_js__WEBPACK_IMPORTED_MODULE_4__/* .matchShape */ .Zz)(text.slice(0, _detector_candidate_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_SCANNED */ .aD), name)?.shape.what;
    return {
        rule,
        name: name === '' ? pointer : name,
        pointer,
        kind: (0,_rotation_credential_kind_js__WEBPACK_IMPORTED_MODULE_6__/* .credentialKind */ .e)({ rule, name, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_7__/* .present */ .E)({ shape }) }),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_7__/* .present */ .E)({ container: container === '' ? undefined : container })
    };
}
function treeOf(value, pointer) {
    const origin = { kind: 'file', file: 'task definition', pointer, start: 0, end: 0 };
    if (value === null)
        return { kind: 'null', origin };
    if (typeof value === 'string')
        return { kind: 'string', value, origin };
    if (typeof value === 'number')
        return { kind: 'number', value, raw: String(value), origin };
    if (typeof value === 'boolean')
        return { kind: 'boolean', value, origin };
    if (Array.isArray(value)) {
        const items = value.map((item, index) => treeOf(item, (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_8__/* .childPointer */ .Y2)(pointer, index)));
        return { kind: 'array', items, origin };
    }
    const members = Object.entries(value).map(([key, child]) => ({
        key,
        keyOrigin: origin,
        value: treeOf(child, (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_8__/* .childPointer */ .Y2)(pointer, key))
    }));
    return { kind: 'object', members, origin };
}
function textAt(definition, pointer) {
    let value = definition;
    for (const step of pointer.split('/').slice(1)) {
        if (typeof value !== 'object' || value === null)
            return '';
        const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
        value = value[key];
    }
    return typeof value === 'string' ? value : '';
}
function referencesOf(definition, region) {
    const root = treeOf(definition, '');
    return (0,_references_collect_js__WEBPACK_IMPORTED_MODULE_9__/* .collectReferences */ .X)(root).flatMap(use => liveReference(use, region));
}
function environmentFilesOf(definition) {
    const files = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_8__/* .containersOf */ .Mz)(treeOf(definition, '')).flatMap(container => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_8__/* .itemsOf */ .S3)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_8__/* .childOf */ .GG)(container, 'environmentFiles')).flatMap(file => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_8__/* .stringOf */ .Je)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_8__/* .childOf */ .GG)(file, 'value')) ?? []));
    return [...new Set(files)];
}
function liveReference({ field, name, node }, region) {
    const parsed = (0,_references_parse_js__WEBPACK_IMPORTED_MODULE_10__/* .parseReference */ .F)(node.value);
    const variable = name;
    switch (parsed.kind) {
        case 'secret-arn':
            return [
                {
                    store: 'secretsmanager',
                    region: parsed.region,
                    id: (0,_references_reference_js__WEBPACK_IMPORTED_MODULE_11__/* .printTarget */ .jV)(parsed),
                    variable,
                    ...versionOf(parsed.tail)
                }
            ];
        case 'parameter-arn':
            return [
                { store: 'ssm', region: parsed.region, id: parameterName(parsed.resource), variable, pinned: false }
            ];
        case 'parameter-name':
        case 'bare':
            if (parsed.kind === 'bare' ? !parsed.lookable : parsed.isBare !== true)
                return [];
            return field === 'repositoryCredentials'
                ? [{ store: 'secretsmanager', region, id: parsed.name, variable, pinned: false }]
                : [{ store: 'ssm', region, id: parsed.name, variable, pinned: false }];
        default:
            return [];
    }
}
function parameterName(resource) {
    return resource.includes('/') ? `/${resource}` : resource;
}
function versionOf(tail) {
    const { versionId = '', versionStage = '' } = tail ?? {};
    if (versionId !== '')
        return { pinned: true };
    const isCurrent = versionStage === '' || versionStage === 'AWSCURRENT';
    return isCurrent ? { pinned: false } : { pinned: false, isLabeled: true };
}


/***/ }),

/***/ 9155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cs: () => (/* binding */ scheduledUses),
/* harmony export */   D$: () => (/* binding */ readCluster),
/* harmony export */   z5: () => (/* binding */ serviceOf)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66048);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(65955);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _schedules_found_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(28040);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84053);
/* harmony import */ var _overrides_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55436);








async function readCluster({ cluster, services }, { ecs, inventory }) {
    const [states, tasks] = await Promise.all([
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .mk)(`services of cluster ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster)}`, async () => {
            const names = services ?? (await inventory.listServices(cluster)).map(_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS);
            return names.length === 0 ? { services: [], missing: [] } : ecs.describeServices(cluster, names);
        }),
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .mk)(`running tasks of cluster ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster)}`, () => inventory.listRunningTasks(cluster))
    ]);
    const found = 'found' in states ? states.found : { services: [], missing: [] };
    const all = 'found' in tasks ? tasks.found : [];
    const wanted = services === undefined ? all : all.filter(task => services.includes(serviceOf(task) ?? ''));
    const active = found.services.filter(({ status }) => status !== 'INACTIVE');
    const deleted = found.services.filter(({ status }) => status === 'INACTIVE');
    const gaps = [states, tasks].flatMap(look => ('gap' in look ? [look.gap] : []));
    const what = `services of cluster ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster)}`;
    if (services === undefined && found.missing.length > 0)
        gaps.push({ what, why: `ECS lists ${(0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .someOf */ .yU)(found.missing, 3)} and does not describe it` });
    return {
        cluster,
        services: active,
        missing: found.missing,
        inactive: services === undefined ? [] : deleted.map(({ service }) => service),
        tasks: wanted,
        uses: [...active.flatMap(usesOfService), ...wanted.map(task => useOfTask(task, cluster))],
        gaps,
        ...('gap' in tasks ? { tasksGap: tasks.gap } : {})
    };
}
function serviceOf({ group }) {
    return group?.startsWith('service:') ? group.slice('service:'.length) : undefined;
}
function useOfTask(task, cluster) {
    const service = serviceOf(task);
    return {
        kind: 'task',
        name: task.arn,
        revision: task.taskDefinition,
        cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ service, given: (0,_overrides_js__WEBPACK_IMPORTED_MODULE_4__/* .givenBy */ .ny)(task.overrides, `task ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(task.arn)}`) })
    };
}
function usesOfService(state) {
    const of = { cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(state.clusterArn), service: state.service };
    const deployments = state.deployments.map(({ id, taskDefinition }) => ({
        kind: 'deployment',
        name: id,
        revision: taskDefinition,
        ...of
    }));
    const taskSets = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(state.raw['taskSets']).flatMap((set) => {
        const { id, taskDefinition } = set;
        return typeof taskDefinition === 'string'
            ? [{ kind: 'task-set', name: typeof id === 'string' ? id : '', revision: taskDefinition, ...of }]
            : [];
    });
    const own = state.taskDefinition === ''
        ? []
        : [{ kind: 'deployment', name: state.service, revision: state.taskDefinition, ...of }];
    const all = [...deployments, ...taskSets];
    return [...all, ...own.filter(({ revision }) => all.every(use => use.revision !== revision))].filter(({ revision }) => revision !== '');
}
async function scheduledUses(ports, clusterArn) {
    const looks = await Promise.all([
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .mk)('EventBridge rules', () => usesOfRules(ports.rules, clusterArn)),
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .mk)('EventBridge Scheduler’s schedules', () => usesOfSchedules(ports.schedules, clusterArn))
    ]);
    return {
        uses: looks.flatMap(look => ('found' in look ? look.found.uses : [])),
        gaps: looks.flatMap(look => ('found' in look ? look.found.gaps : [look.gap]))
    };
}
async function usesOfRules(port, clusterArn) {
    const names = await (clusterArn === undefined ? port.listRules() : port.listRuleNamesByTarget(clusterArn));
    const uses = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_6__/* .mapBounded */ .y)(names, AT_ONCE, async (rule) => {
        const targets = await port.listTargetsByRule(rule);
        return targets.flatMap(target => {
            const { Arn: arn } = target;
            if (typeof arn !== 'string' || !(0,_schedules_found_js__WEBPACK_IMPORTED_MODULE_7__/* .runsTasksIn */ .wR)(arn, clusterArn))
                return [];
            const given = (0,_overrides_js__WEBPACK_IMPORTED_MODULE_4__/* .givenByTarget */ .Um)(target, `rule ${rule}`);
            return useOf({ kind: 'rule', name: rule, cluster: arn, revision: (0,_schedules_found_js__WEBPACK_IMPORTED_MODULE_7__/* .definitionOf */ .Fg)(target), given });
        });
    });
    return { uses: uses.flat(), gaps: [] };
}
async function usesOfSchedules(port, clusterArn) {
    const all = await port.listSchedules();
    const wanted = all.filter(({ targetArn }) => (0,_schedules_found_js__WEBPACK_IMPORTED_MODULE_7__/* .runsTasksIn */ .wR)(targetArn, clusterArn));
    const universal = all.filter(_schedules_found_js__WEBPACK_IMPORTED_MODULE_7__/* .callsRunTask */ .oI);
    const templated = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_6__/* .mapBounded */ .y)(wanted, AT_ONCE, async ({ group, name, targetArn }) => {
        const schedule = await port.getSchedule(group, name);
        const target = (0,_schedules_found_js__WEBPACK_IMPORTED_MODULE_7__/* .objectOf */ .Xy)(schedule?.['Target']) ?? {};
        const given = (0,_overrides_js__WEBPACK_IMPORTED_MODULE_4__/* .givenByTarget */ .Um)(target, `schedule ${group}/${name}`);
        const revision = (0,_schedules_found_js__WEBPACK_IMPORTED_MODULE_7__/* .definitionOf */ .Fg)(target);
        return useOf({ kind: 'schedule', name: `${group}/${name}`, cluster: targetArn, revision, given });
    });
    const direct = await Promise.all(universal.map(one => universalUse(one, port)));
    const named = direct.flatMap(look => ('use' in look ? [look.use] : []));
    const inCluster = ({ cluster }) => clusterArn === undefined || cluster === (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(clusterArn);
    return {
        uses: [...templated.flat(), ...named.filter(inCluster)],
        gaps: direct.flatMap(look => ('gap' in look ? [look.gap] : []))
    };
}
async function universalUse({ group, name }, port) {
    const schedule = await port.getSchedule(group, name);
    const target = (0,_schedules_found_js__WEBPACK_IMPORTED_MODULE_7__/* .objectOf */ .Xy)(schedule?.['Target']) ?? {};
    const input = readInput(target['Input']);
    const revision = input?.['TaskDefinition'] ?? input?.['taskDefinition'];
    const cluster = input?.['Cluster'] ?? input?.['cluster'];
    if (typeof revision !== 'string') {
        const why = 'its input for ecs:RunTask names no task definition that can be read';
        return { gap: { what: `schedule ${group}/${name}`, why } };
    }
    const where = (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(typeof cluster === 'string' ? cluster : 'default');
    const given = (0,_overrides_js__WEBPACK_IMPORTED_MODULE_4__/* .givenByTarget */ .Um)(target, `schedule ${group}/${name}`, 'overrides');
    return {
        use: { kind: 'schedule', name: `${group}/${name}`, revision, cluster: where, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ given }) }
    };
}
function readInput(text) {
    if (typeof text !== 'string')
        return undefined;
    try {
        return (0,_schedules_found_js__WEBPACK_IMPORTED_MODULE_7__/* .objectOf */ .Xy)(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function useOf(found) {
    const { kind, name, revision, given } = found;
    if (revision === undefined)
        return [];
    return [{ kind, name, revision, cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(found.cluster), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ given }) }];
}
const AT_ONCE = 5;


/***/ }),

/***/ 84053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ refusalReason),
/* harmony export */   mk: () => (/* binding */ readOrGap),
/* harmony export */   sq: () => (/* binding */ gapProblem)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84120);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27779);



async function readOrGap(what, look) {
    try {
        return { found: await look() };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy))
            throw error;
        if (error.kind !== 'denied' && error.kind !== 'unsupported')
            throw error;
        return { gap: { what, why: refusalReason(error) } };
    }
}
function refusalReason(error) {
    return error.kind === 'unsupported' ? `the endpoint does not know ${error.operation}` : (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .refusedCall */ .dr)(error);
}
function gapProblem({ what, why }) {
    return {
        code: 'audit-not-verified',
        fault: 'cloud',
        message: `Not verified: ${what}: ${why}. What was not checked is not reported as clean.`,
        hint: `Grant the permission (see ${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .pageUrl */ .fi)('audit')}), and run again.${/ of cluster /.test(what) ? ' Check the name of the cluster, too: a role that is limited to its own clusters is refused any other.' : ''}`
    };
}


/***/ }),

/***/ 61631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GG: () => (/* binding */ readStartReads),
/* harmony export */   WO: () => (/* binding */ staleTasks),
/* harmony export */   Xt: () => (/* binding */ startReadsOf),
/* harmony export */   sD: () => (/* binding */ undatedTasks)
/* harmony export */ });
/* unused harmony exports changedAtOf, startOf */
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84120);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66048);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85590);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(79188);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3988);







const AT_ONCE = 5;
async function readStartReads(definitions, { region, since = Number.NEGATIVE_INFINITY }, { secrets, objects }) {
    const references = definitions.map(one => (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .referencesOf */ .CL)(one, region));
    const files = definitions.map(_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentFilesOf */ .kH);
    const lookups = await (0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .lookUpSecrets */ .Kg)(references.flat(), secrets, since);
    const dates = new Map(await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_2__/* .mapBounded */ .y)([...new Set(files.flat())], AT_ONCE, async (arn) => [arn, await fileRead(arn, objects)]));
    return definitions.map((_, index) => [
        ...startReadsOf(references[index] ?? [], lookups),
        ...(files[index] ?? []).flatMap(arn => dates.get(arn) ?? [])
    ]);
}
async function fileRead(arn, objects) {
    const of = { name: arn.replace(/^arn:[^:]*:s3:::/, ''), isFile: true };
    try {
        const changedAt = await objects.changedAt(arn);
        if (changedAt === undefined)
            return { ...of, kind: 'gone', why: 'it does not exist' };
        return { ...of, kind: 'dated', changedAt };
    }
    catch (error) {
        if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy && error.kind === 'expired')
            throw error;
        return { ...of, kind: 'unknown', why: (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .refusedCall */ .dr)(error) };
    }
}
function startReadsOf(references, lookups) {
    return references.flatMap((reference) => {
        if (reference.pinned)
            return [];
        const looked = lookups.get((0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .secretKeyOf */ .TL)(reference));
        const changedAt = changedAtOf(reference, looked);
        if (changedAt !== undefined) {
            const isFound = looked?.kind === 'secret' || looked?.kind === 'parameter';
            return [{ kind: 'dated', name: isFound ? looked.facts.name : reference.id, changedAt }];
        }
        const name = reference.id;
        if (looked?.kind === 'not-verified')
            return [{ kind: 'unknown', name, why: looked.why }];
        if (looked?.kind === 'gone')
            return [{ kind: 'gone', name, why: 'it does not exist' }];
        if (looked?.kind === 'secret' && looked.facts.deletedAt !== undefined)
            return [{ kind: 'gone', name, why: 'it is scheduled for deletion' }];
        return [{ kind: 'unknown', name, why: 'it has no date' }];
    });
}
function changedAtOf({ isLabeled }, looked) {
    if (looked?.kind !== 'secret')
        return (0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .createdAtOf */ .B7)(looked);
    return isLabeled ? looked.facts.changedAt : (looked.movedAt ?? looked.changedAt);
}
function startOf({ createdAt, startedAt }) {
    return createdAt ?? startedAt;
}
function staleTasks(tasks) {
    return tasks.flatMap(({ task, cluster, region, service, reads }) => {
        const startedAt = startOf(task);
        if (startedAt === undefined)
            return [];
        const rows = reads.flatMap((read) => {
            if (read.kind !== 'dated' || read.changedAt <= startedAt)
                return [];
            const { name: secret, changedAt } = read;
            return [{ task: task.arn, cluster, region, startedAt, secret, changedAt, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ service }) }];
        });
        return (0,_list_js__WEBPACK_IMPORTED_MODULE_6__/* .distinctBy */ .ey)(rows, ({ secret }) => secret);
    });
}
function undatedTasks(tasks) {
    return tasks.flatMap(({ task, reads }) => (startOf(task) === undefined && reads.length > 0 ? [task] : []));
}


/***/ }),

/***/ 55436:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pp: () => (/* binding */ compareGiven),
/* harmony export */   Um: () => (/* binding */ givenByTarget),
/* harmony export */   ny: () => (/* binding */ givenBy)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65955);
/* harmony import */ var _schedules_found_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28040);
/* harmony import */ var _compare_values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64417);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79188);




function givenBy(overrides, holder) {
    const containers = (0,_schedules_found_js__WEBPACK_IMPORTED_MODULE_0__/* .objectOf */ .Xy)(lowered(overrides ?? null))?.['containerOverrides'];
    if (!Array.isArray(containers) || containers.length === 0)
        return undefined;
    const document = { containerDefinitions: containers };
    const { exposures, values } = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .plaintextOf */ .BS)(document);
    return {
        holder,
        document,
        exposures: exposures.map(inOverridesOf(holder)),
        values,
        unread: (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentFilesOf */ .kH)(document).map(file => `the overrides of ${holder} name the environment file ${file}, which was not scanned`)
    };
}
function inOverridesOf(holder) {
    return exposure => ({
        ...exposure,
        pointer: exposure.pointer.replace('/containerDefinitions', '/containerOverrides'),
        overridesOf: holder
    });
}
function compareGiven(given, held) {
    const { document, holder } = given;
    const named = (0,_compare_values_js__WEBPACK_IMPORTED_MODULE_2__/* .withSecrets */ .a9)((0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .plaintextOf */ .BS)(document).exposures, ({ pointer }) => (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(document, pointer), held);
    const exposures = [...named, ...(0,_compare_values_js__WEBPACK_IMPORTED_MODULE_2__/* .equalValues */ .b9)(document, held, named)];
    return { ...given, exposures: exposures.map(inOverridesOf(holder)) };
}
function givenByTarget(target, holder, member) {
    const template = (0,_schedules_found_js__WEBPACK_IMPORTED_MODULE_0__/* .objectOf */ .Xy)(target['InputTransformer'])?.['InputTemplate'];
    const text = typeof template === 'string' ? template : target['Input'];
    if (typeof text !== 'string' || text.trim() === '')
        return undefined;
    const input = parsed(text);
    if (input === undefined) {
        const unread = [`the input of ${holder} is not valid JSON`];
        return { holder, document: {}, exposures: [], values: [], unread };
    }
    if (member === undefined)
        return givenBy(input, holder);
    return givenBy((0,_schedules_found_js__WEBPACK_IMPORTED_MODULE_0__/* .objectOf */ .Xy)(lowered(input))?.[member], holder);
}
function parsed(text) {
    for (const attempt of [text, text.replace(/([:[,]\s*)<([\w.-]+)>/g, '$1"<$2>"')]) {
        try {
            return JSON.parse(attempt);
        }
        catch {
        }
    }
    return undefined;
}
function lowered(value) {
    if (Array.isArray(value))
        return value.map(lowered);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(value))
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [
        key.charAt(0).toLowerCase() + key.slice(1),
        lowered(child)
    ]));
}


/***/ }),

/***/ 3988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ createdAtOf),
/* harmony export */   Kg: () => (/* binding */ lookUpSecrets),
/* harmony export */   Oq: () => (/* binding */ judgeSecret),
/* harmony export */   TL: () => (/* binding */ secretKeyOf),
/* harmony export */   xL: () => (/* binding */ findUnreferencedSecrets)
/* harmony export */ });
/* unused harmony export prefixOf */
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88757);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66048);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84053);




async function lookUpSecrets(references, port, since = Number.NEGATIVE_INFINITY) {
    const distinct = new Map(references.map(reference => [secretKeyOf(reference), reference]));
    const secrets = [...distinct].filter(([, { store }]) => store === 'secretsmanager');
    const found = new Map(await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .y)(secrets, AT_ONCE, async ([key, reference]) => [
        key,
        await lookUpSecret(reference, port, since)
    ]));
    const parameters = [...distinct.values()].filter(({ store }) => store === 'ssm');
    for (const region of new Set(parameters.map(reference => reference.region))) {
        const here = parameters.filter(reference => reference.region === region);
        for (const [key, looked] of await lookUpParameters(here, region, port))
            found.set(key, looked);
    }
    return found;
}
const AT_ONCE = 5;
async function lookUpSecret({ region, id }, port, since) {
    try {
        const facts = await port.describeSecret(region, id);
        if (facts === undefined)
            return { kind: 'gone' };
        if (facts.deletedAt !== undefined)
            return { kind: 'secret', facts };
        const { changedAt } = facts;
        if (changedAt !== undefined && changedAt <= since)
            return { kind: 'secret', facts, changedAt };
        return { kind: 'secret', facts, ...(await currentVersion(facts, { region, port })) };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy) || (error.kind !== 'denied' && error.kind !== 'unsupported'))
            throw error;
        return { kind: 'not-verified', why: (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .refusalReason */ .b)(error) };
    }
}
async function currentVersion({ arn, changedAt }, { region, port }) {
    const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .mk)(arn, () => port.currentVersion(region, arn));
    if ('gap' in look)
        return (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ changedAt });
    const { createdAt, isNewest } = look.found ?? { isNewest: true };
    return (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ changedAt: createdAt, movedAt: isNewest ? undefined : changedAt });
}
async function lookUpParameters(references, region, port) {
    const names = references.flatMap(({ id }) => (id.includes('/') ? [id] : [id, `/${id}`]));
    const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .mk)('parameters', () => port.describeParameters(region, names));
    const byName = new Map('gap' in look ? [] : look.found.map(facts => [facts.name, facts]));
    return references.map(reference => {
        const { id } = reference;
        if ('gap' in look)
            return [secretKeyOf(reference), { kind: 'not-verified', why: look.gap.why }];
        const facts = byName.get(id) ?? byName.get(`/${id}`);
        const looked = facts === undefined ? { kind: 'gone' } : { kind: 'parameter', facts };
        return [secretKeyOf(reference), looked];
    });
}
async function findUnreferencedSecrets(lookups, referenced, port) {
    const prefixes = new Map();
    const remarks = [];
    for (const looked of lookups.values()) {
        if (looked.kind !== 'secret')
            continue;
        const prefix = prefixOf(looked.facts.name);
        const region = looked.facts.arn.split(':')[3] ?? '';
        if (prefix !== undefined)
            prefixes.set(region, (prefixes.get(region) ?? new Set()).add(prefix));
    }
    const listed = [];
    for (const [region, names] of prefixes) {
        for (const batch of inTens([...names])) {
            const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .mk)('unreferenced secrets', () => port.listSecrets(region, batch));
            if ('found' in look)
                listed.push(...look.found.map(facts => ({ ...facts, region })));
            else
                remarks.push(`Not verified: ${look.gap.why}, so unreferenced secrets were not searched for.`);
        }
    }
    return { rows: unreferencedSecrets(listed, referenced), listed, remarks: [...new Set(remarks)] };
}
function inTens(items) {
    const batches = [];
    for (let i = 0; i < items.length; i += 10)
        batches.push(items.slice(i, i + 10));
    return batches;
}
function secretKeyOf({ store, region, id }) {
    return `${store} ${region} ${id}`;
}
function createdAtOf(looked) {
    switch (looked?.kind) {
        case 'secret':
            return looked.changedAt;
        case 'parameter':
            return looked.facts.changedAt;
        default:
            return undefined;
    }
}
function judgeSecret({ reference, usedBy, looked, isThinned = false }, { now, maxAgeMs }) {
    const changedAt = createdAtOf(looked);
    const base = { store: reference.store, region: reference.region, usedBy };
    const age = (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ changedAt });
    const old = changedAt !== undefined && now - changedAt > maxAgeMs;
    switch (looked.kind) {
        case 'gone':
            return { ...base, name: reference.id, state: 'gone', old: false };
        case 'not-verified':
            return { ...base, name: reference.id, state: 'not-verified', old: false };
        case 'parameter':
            return { ...base, ...age, name: looked.facts.name, state: 'good', old };
        case 'secret': {
            const { name, deletedAt, accessedAt } = looked.facts;
            const accessed = (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ accessedAt });
            const state = deletedAt === undefined ? 'good' : 'deleted';
            const unrotated = isThinned && hasFirstValue(looked) ? true : undefined;
            return { ...base, ...age, ...accessed, name, state, old, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ unrotated }) };
        }
    }
}
function hasFirstValue({ facts, changedAt }) {
    const { createdAt, rotatedAt, owner } = facts;
    if (createdAt === undefined || changedAt === undefined || owner !== undefined)
        return false;
    return rotatedAt === undefined && changedAt - createdAt < A_MOMENT_MS;
}
const A_MOMENT_MS = 60_000;
function unreferencedSecrets(listed, referenced) {
    return listed
        .filter(({ arn, owner }) => owner === undefined && !referenced.has(arn))
        .map(({ name, region, changedAt, accessedAt }) => ({
        store: 'secretsmanager',
        name,
        region,
        state: 'unreferenced',
        usedBy: [],
        old: false,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ changedAt, accessedAt })
    }));
}
function prefixOf(name) {
    const slash = name.indexOf('/', 1);
    return slash < 1 ? undefined : name.slice(0, slash + 1);
}


/***/ }),

/***/ 66048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ mapBounded)
/* harmony export */ });
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


/***/ }),

/***/ 59235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IK: () => (/* binding */ causeFirst),
/* harmony export */   Xd: () => (/* binding */ withClusterPlaces),
/* harmony export */   explained: () => (/* binding */ explained),
/* harmony export */   rl: () => (/* binding */ unknownServices)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7673);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27779);



const PLACES_SHOWN = 3;
function explained(problems, placement) {
    return withClusterPlaces(withUnknownServices(problems, placement), placement);
}
function withClusterPlaces(problems, { usual, places }) {
    return problems.map(problem => {
        const said = [...(usual ? [usual] : []), ...places.values()].flatMap(({ cluster, written }) => cluster !== undefined && written?.cluster !== undefined && isAbout(problem, cluster)
            ? [`${written.cluster.file}:${written.cluster.line}`]
            : []);
        if (said.length === 0)
            return problem;
        const where = `It is named at ${(0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)([...new Set(said)], PLACES_SHOWN)}.`;
        return { ...problem, hint: problem.hint === undefined ? where : `${problem.hint} ${where}` };
    });
}
function isAbout({ about }, cluster) {
    return about !== undefined && 'cluster' in about && (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(about.cluster) === (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster);
}
function withUnknownServices(problems, placement) {
    return problems.map(problem => {
        const { code, service } = problem;
        if (code !== 'service-not-found' || service === undefined || isKnown(service, placement))
            return problem;
        return {
            ...problem,
            ...unknown(`${problem.message} The configuration file has no such service either.`, service, placement)
        };
    });
}
function unknownServices(services, placement) {
    return services
        .filter(({ service, site }) => site.cluster === '' && !isKnown(service, placement))
        .map(({ service }) => unknown(`The configuration file has no service "${service}".`, service, placement));
}
function isKnown(service, { places }) {
    return places.size === 0 || places.has(service) || [...places.values()].some(({ name }) => name === service);
}
function unknown(message, service, { places }) {
    const keys = [...places.keys()];
    return {
        code: 'unknown-service',
        fault: 'user',
        service,
        message: `${message}${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)(service, keys)}`,
        hint: `Services of the configuration file: ${(0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)(keys)}.`
    };
}
function causeFirst(references, services) {
    const lost = services.filter(one => lostRegionOf(one) !== undefined);
    if (lost.length === 0)
        return [...references, ...services];
    const regions = lost.map(lostRegionOf);
    return [
        ...lost,
        ...references.map(problem => withoutCreation(problem, regions)),
        ...services.filter(one => !lost.includes(one))
    ];
}
function lostRegionOf({ code, about }) {
    return code === 'aws-missing' && about !== undefined && 'region' in about ? about.region : undefined;
}
const CREATION = /,? or create it: aws .* --region (\S+) .*$/;
function withoutCreation(problem, regions) {
    const [command, region] = CREATION.exec(problem.hint ?? '') ?? [];
    return command !== undefined && regions.includes(region)
        ? { ...problem, hint: problem.hint?.replace(command, '.') ?? '' }
        : problem;
}


/***/ }),

/***/ 44176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ strayCluster),
/* harmony export */   placeProblems: () => (/* binding */ placeProblems)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _placement_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80375);


function conflictsOf(given, placement) {
    const subjects = given.services ?? [undefined, ...placement.places.keys()];
    const found = new Map();
    for (const service of subjects) {
        const said = (0,_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .configuredPlaceOf */ .Dl)(service, placement);
        for (const what of ['cluster', 'region']) {
            const [wanted, written] = [given[what], said[what]];
            if (wanted === undefined || written === undefined || namesSame(wanted, written))
                continue;
            const key = `${what} ${written}`;
            const before = found.get(key);
            const services = [...(before?.services ?? []), ...(service === undefined ? [] : [service])];
            const place = before?.place ?? said.written?.[what];
            found.set(key, { what, given: wanted, written, services, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place }) });
        }
    }
    return [...found.values()];
}
function namesSame(one, other) {
    if (one.startsWith('arn:') === other.startsWith('arn:'))
        return one === other;
    return one.slice(one.lastIndexOf('/') + 1) === other.slice(other.lastIndexOf('/') + 1);
}
function placeProblems(given, placement) {
    const conflicts = conflictsOf(given, placement);
    return conflicts.length > 0 ? conflicts.map(asProblem) : strayClusters(given, placement);
}
function asProblem(conflict) {
    const { what, given: wanted, written, services: whose, place } = conflict;
    const input = what === 'region' ? 'aws-region' : what;
    const subject = whose.length === 0 ? '' : ` for ${whose.map(name => `"${name}"`).join(', ')}`;
    return {
        code: 'place-contradiction',
        fault: 'user',
        message: `Input "${input}" is ${wanted}, but the configuration file says ${what} ${written}${subject}.`,
        hint: `AWS was not asked whether either exists. Correct the one that is wrong, or leave the input out: the file can name the ${what} of each service.`,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place })
    };
}
function strayClusters({ cluster, usualRegion: region, services }, placement) {
    if (region === undefined)
        return [];
    const found = new Map();
    for (const service of services ?? [undefined, ...placement.places.keys()]) {
        const site = (0,_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .siteOf */ .zU)(service, placement, { region, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ cluster }) });
        if (site.region === '')
            continue;
        const problem = strayCluster(site, site.roleArn?.split(':')[4]);
        const place = (0,_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .configuredPlaceOf */ .Dl)(service, placement).written?.cluster;
        if (problem && !found.has(problem.message))
            found.set(problem.message, { ...problem, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place }) });
    }
    return [...found.values()];
}
function strayCluster({ cluster = '', region }, account) {
    if (!cluster.startsWith('arn:'))
        return undefined;
    const [, , , itsRegion = '', itsAccount = ''] = cluster.split(':');
    if (itsRegion !== region)
        return {
            code: 'place-contradiction',
            fault: 'user',
            message: `Cluster ${cluster} is in Region ${itsRegion}, but the run is for Region ${region}.`,
            hint: 'Correct the cluster or the Region: input "aws-region", or "region" in the configuration file.'
        };
    if (account === undefined || itsAccount === account)
        return undefined;
    return {
        code: 'place-contradiction',
        fault: 'user',
        message: `Cluster ${cluster} is in account ${itsAccount}, but the run acts in account ${account}.`,
        hint: 'Correct the cluster, or use credentials of its account (role-to-assume).'
    };
}


/***/ }),

/***/ 29633:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ planAgain),
/* harmony export */   Lo: () => (/* binding */ planExisting),
/* harmony export */   Nq: () => (/* binding */ inactiveRevision),
/* harmony export */   Qw: () => (/* binding */ namedServices),
/* harmony export */   eF: () => (/* binding */ nameServices),
/* harmony export */   su: () => (/* binding */ activeRevision)
/* harmony export */ });
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(84120);
/* harmony import */ var _checking_decisions_project_rules_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38809);
/* harmony import */ var _configuration_placement_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(80375);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1216);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(13235);
/* harmony import */ var _old_values_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(61745);
/* harmony import */ var _plan_decide_on_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65837);
/* harmony import */ var _plan_plaintext_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(40812);
/* harmony import */ var _prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(10736);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6698);












function planAgain(items, report, run) {
    const wanted = items.map(({ site, key, state, live, following }) => {
        const { arn, family } = live;
        const existing = live;
        const { definition } = existing;
        return { file: arn, family, site, definition, state, existing, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ following, key }) };
    });
    return (0,_plan_decide_on_js__WEBPACK_IMPORTED_MODULE_1__/* .decideOn */ .m)(wanted, report, run);
}
async function planExisting(revision, configuration, run) {
    const project = await (0,_checking_decisions_project_rules_js__WEBPACK_IMPORTED_MODULE_2__/* .readProjectRules */ .Z)(configuration, run.ports);
    const { placement, placementProblems: badPlacement } = project;
    const services = namedServices(configuration, placement);
    const report = {
        ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .emptyReport */ ._O)(configuration.mode),
        services: services.map(_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_4__/* .keyOf */ .TN),
        problems: [
            ...project.problems,
            ...badPlacement,
            ...(project.isUndecided ? [] : needs(services, project.placement))
        ]
    };
    if (report.problems.length > 0)
        return { report, placement };
    const said = await (0,_target_js__WEBPACK_IMPORTED_MODULE_5__/* .announceTarget */ .TE)(services.map(({ site }) => site), run);
    return said.problems.length > 0
        ? { report: (0,_target_js__WEBPACK_IMPORTED_MODULE_5__/* .withTarget */ .yY)(report, said), placement }
        : planNamed({ revision, services, placement, report: (0,_target_js__WEBPACK_IMPORTED_MODULE_5__/* .withTarget */ .yY)(report, said) }, configuration, run);
}
async function planNamed(wanted, configuration, run) {
    const { revision, services, placement, report } = wanted;
    const inspected = await (0,_prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_6__/* .inspectServices */ .dD)(services, configuration, run.aws);
    const found = await Promise.all(services.map(({ site }) => findRevision(revision, site, run)));
    const problems = [
        ...inspected.problems,
        ...inspected.missing.map(_prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_6__/* .missingService */ .wu),
        ...(0,_list_js__WEBPACK_IMPORTED_MODULE_7__/* .distinctBy */ .ey)(found.flatMap(item => ('problem' in item ? [item.problem] : [])), ({ message }) => message)
    ];
    if (problems.length > 0) {
        const { explained } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 59235));
        return { report: { ...report, problems: explained(problems, placement) }, placement };
    }
    const items = services.flatMap((named, index) => {
        const item = found[index];
        const state = inspected.states.get((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_4__/* .keyOf */ .TN)(named));
        return item && 'live' in item && state ? [{ ...named, state, live: item.live }] : [];
    });
    const again = { ...run, configuration };
    const { findMissingParts } = await Promise.all(/* import() */[__webpack_require__.e(7577), __webpack_require__.e(9631)]).then(__webpack_require__.bind(__webpack_require__, 29631));
    const { resolved, ...missing } = await findMissingParts(items, () => ({ hint: 'Deploy from the file.' }), again);
    const checked = { ...report, ...missing, remarks: [...report.remarks, ...missing.remarks] };
    if (missing.problems.length > 0)
        return { report: checked, placement };
    const planned = await planAgain(items, checked, again);
    const { withMovedImages } = await __webpack_require__.e(/* import() */ 7415).then(__webpack_require__.bind(__webpack_require__, 57415));
    return { ...(await (0,_old_values_js__WEBPACK_IMPORTED_MODULE_8__/* .withOldValues */ .ol)(await withMovedImages(planned, run), resolved, again)), placement };
}
function namedServices(configuration, placement) {
    const { services } = configuration;
    const names = services === 'all' || services === 'changed' ? [...placement.places.keys()] : (services ?? []);
    return names.map((name) => {
        const key = keyFor(name, placement);
        const { cluster = '', ...rest } = (0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_9__/* .siteOf */ .zU)(key, placement, configuration);
        return { ...(0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_9__/* .namedByKey */ .O$)(key, placement), site: { ...rest, cluster } };
    });
}
function keyFor(name, { places }) {
    if (places.has(name))
        return name;
    const own = [...places].filter(([, place]) => place.name === name);
    return own.length === 1 ? own[0][0] : name;
}
function nameServices({ places }) {
    const keys = [...places.keys()];
    return keys.length === 0
        ? 'Name the services, for example service: dispatcher.'
        : `Name one or several, or write service: all. The configuration file has ${keys.join(', ')}.`;
}
function needs(services, placement) {
    const problems = [];
    const report = (code, message, hint) => problems.push({ code, fault: 'user', message, hint });
    if (services.length === 0) {
        report('missing-input', 'Input "service" names no service for the revision of task-definition-arn.', nameServices(placement));
    }
    if (services.some(({ site }) => site.cluster === ''))
        problems.push((0,_prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_6__/* .noCluster */ .eG)('deployed'));
    return problems;
}
async function findRevision(revision, site, { aws, ports }) {
    try {
        const found = await activeRevision(revision, site, {
            aws,
            name: () => revision,
            hint: 'Deploy from the file, which registers it again.'
        });
        const plaintext = 'live' in found ? (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_10__/* .plaintextIn */ .Z)(found.live.definition, ports.mask) : [];
        if (plaintext.length === 0)
            return found;
        return {
            problem: {
                code: 'revision-holds-plaintext',
                fault: 'user',
                message: `${revision} holds plaintext credentials (${plaintext.join(', ')}).`,
                hint: 'Deploy a revision with secret references. In an emergency mode rollback can return to a revision like this.'
            }
        };
    }
    catch (error) {
        return { problem: (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_11__/* .refusalOf */ .Of)(error) };
    }
}
async function activeRevision(revision, site, about) {
    const { ecs } = await about.aws(site);
    const live = await ecs.describeTaskDefinition(revision);
    if (!live) {
        return {
            problem: {
                code: 'revision-not-found',
                fault: 'user',
                message: `ECS has no revision ${about.name(revision)} in ${site.region}.`,
                hint: 'Check family, number and region; a deleted revision cannot be deployed.'
            }
        };
    }
    if (live.status === 'ACTIVE')
        return { live };
    return { problem: inactiveRevision(about.name(live.arn), live.status, about.hint) };
}
function inactiveRevision(name, status, hint) {
    return {
        code: 'revision-inactive',
        fault: 'user',
        message: `${name} is ${status}: ECS starts no new tasks from it.`,
        hint
    };
}


/***/ }),

/***/ 61745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aq: () => (/* binding */ remarksOfOldValues),
/* harmony export */   DU: () => (/* binding */ staleTextsOf),
/* harmony export */   Hs: () => (/* binding */ begunAt),
/* harmony export */   ol: () => (/* binding */ withOldValues),
/* harmony export */   pQ: () => (/* binding */ clauseOf),
/* harmony export */   zn: () => (/* binding */ findOldValues)
/* harmony export */ });
/* harmony import */ var _audit_find_uses_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9155);
/* harmony import */ var _audit_old_values_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61631);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(84120);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69270);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(65955);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7673);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96562);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(97387);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(13235);
/* harmony import */ var _rollout_progress_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(38704);
/* harmony import */ var _connections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98146);













async function findOldValues(services, plan, looking) {
    const found = [];
    for (const group of (0,_group_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$)(services, ({ service }) => (0,_connections_js__WEBPACK_IMPORTED_MODULE_1__/* .accountKey */ .L)(service.site)))
        found.push(...(await findInAccount(group, plan, looking)));
    return found;
}
async function findInAccount(group, plan, { ports, configuration: { maxRetries }, lookAgain }) {
    const [{ service: first }] = group;
    const { region, roleArn } = first.site;
    const aws = await ports.connectCleanup({ region, maxRetries, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ roleArn }) });
    const since = Math.min(...group.map(one => one.since));
    const definitions = group.map(({ service }) => (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .r)(plan, service.definitionId));
    const reads = await readOrWhy(() => (0,_audit_old_values_js__WEBPACK_IMPORTED_MODULE_4__/* .readStartReads */ .GG)(definitions, { region, since }, aws));
    if (typeof reads === 'string')
        return group.map(({ service }) => ({ service, kind: 'open', text: reads }));
    const looked = group.map((one, index) => ({ ...one, reads: reads[index] ?? [] }));
    const found = looked.flatMap(unusable);
    const suspects = looked.filter(one => one.reads.some(read => isAfter(read, one.since)));
    for (const [cluster, own] of (0,_group_js__WEBPACK_IMPORTED_MODULE_0__/* .grouped */ .z)(suspects, ({ service }) => service.site.cluster)) {
        const tasks = await readOrWhy(() => aws.inventory.listRunningTasks(cluster));
        for (const one of own) {
            const before = (await lookAgain?.(one.service)) ?? one.service.before;
            const isListed = typeof tasks !== 'string';
            found.push(...(isListed ? judged(one, before, tasks) : [{ ...open(one.service), text: tasks }]));
        }
    }
    return found;
}
const open = (service) => ({ service, kind: 'open' });
function isAfter(read, since) {
    return read.kind === 'dated' && read.changedAt > since;
}
function unusable({ service, reads }) {
    return reads.flatMap((read) => {
        if (read.kind === 'unknown')
            return [{ service, kind: 'unread', text: `${read.name}: ${read.why}` }];
        return read.kind === 'gone' && read.isFile ? [{ service, kind: 'missing', text: read.name }] : [];
    });
}
async function readOrWhy(read) {
    try {
        return await read();
    }
    catch (error) {
        if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_5__/* .AwsError */ .Gy && error.kind === 'expired')
            throw error;
        return (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_6__/* .refusedCall */ .dr)(error);
    }
}
function judged({ service, reads }, before, tasks) {
    const { site } = service;
    const own = tasks
        .filter(task => (0,_audit_find_uses_js__WEBPACK_IMPORTED_MODULE_7__/* .serviceOf */ .z5)(task) === service.service && task.taskDefinition === before.taskDefinition)
        .map((task) => ({ task, reads, cluster: site.cluster, region: site.region }));
    const stale = (0,_audit_old_values_js__WEBPACK_IMPORTED_MODULE_4__/* .staleTasks */ .WO)(own);
    if (stale.length > 0) {
        const changes = new Map(stale.map(({ secret, changedAt }) => [secret, changedAt]));
        const words = [...changes].map(([secret, at]) => `${secret}, which changed ${(0,_rollout_progress_js__WEBPACK_IMPORTED_MODULE_8__/* .minuteOf */ .iA)(at)}`);
        const count = new Set(stale.map(({ task }) => task)).size;
        const which = own.length === 1 ? 'its task' : `${count} of its ${own.length} tasks`;
        return [{ service, kind: 'stale', text: `${which} might hold an old value of ${(0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .someOf */ .yU)(words, 3, '; ')}` }];
    }
    const running = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_10__/* .primaryOf */ .Os)(before)?.runningCount ?? before.runningCount;
    if (own.length < running)
        return [{ ...open(service), text: `ECS lists ${own.length} of its ${running} running tasks` }];
    return (0,_audit_old_values_js__WEBPACK_IMPORTED_MODULE_4__/* .undatedTasks */ .sD)(own).length > 0
        ? [{ ...open(service), text: 'ECS does not return when its tasks were created' }]
        : [];
}
function begunAt(before) {
    const set = (0,_json_js__WEBPACK_IMPORTED_MODULE_11__/* .objectsIn */ .Q)(before.raw['taskSets']).find(({ status }) => status === 'PRIMARY');
    const { createdAt } = set ?? {};
    return (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_10__/* .primaryOf */ .Os)(before)?.createdAt ?? (typeof createdAt === 'number' ? createdAt * 1000 : 0);
}
const NAMED = 12;
function remarksOfOldValues(found, { lead, open: unknown }) {
    const of = (kind) => found.filter(one => one.kind === kind);
    const told = (items) => (0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .someOf */ .yU)(items.map(({ service, text }) => `${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_12__/* .labelOf */ .Wy)(service)} (${text})`), NAMED);
    const names = (items) => (0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .someOf */ .yU)((0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .distinctBy */ .ey)(items, ({ service }) => service).map(({ service }) => (0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_12__/* .labelOf */ .Wy)(service)), NAMED);
    const [stale, missing, unverified, unread] = [of('stale'), of('missing'), of('open'), of('unread')];
    const remarks = [];
    if (stale.length > 0)
        remarks.push({
            isWarning: true,
            message: `${lead}: ${told(stale)}. Tasks read a value only when they start. Mode rotate-restart starts new ones, and so does force-new-deployment: true.`,
            verdict: `Tasks might hold an old value of a secret or file: ${names(stale)}; rotate-restart starts new ones.`
        });
    if (missing.length > 0)
        remarks.push({
            isWarning: true,
            message: `Environment files do not exist in S3, so no new task can start: ${told(missing)}.`,
            verdict: `No new task can start without its environment file: ${names(missing)}.`
        });
    if (unverified.length > 0)
        remarks.push({
            isUnverified: true,
            message: `${unknown}; whether tasks hold its old value is not verified: ${told(unverified)}. Mode rotate-restart finds and restarts them.`
        });
    if (unread.length > 0)
        remarks.push({ message: `Not checked: whether these have changed since tasks started: ${told(unread)}.` });
    return remarks;
}
function staleTextsOf(found) {
    return new Map(found.flatMap(({ service, kind, text }) => (kind === 'stale' ? [[service, text]] : [])));
}
function clauseOf(text) {
    return `${text}: rotate-restart starts new ones`;
}
const WORDS = {
    lead: 'The definition is unchanged, but the values are not',
    open: 'Unchanged, but a secret has changed since the deployment began'
};
async function withOldValues(planned, resolved, planning) {
    const { plan, report } = planned;
    if (plan === undefined)
        return planned;
    const suspects = plan.services.filter(one => keepsTasks(one) && mayBeOld(one, plan, resolved));
    if (suspects.length === 0)
        return planned;
    try {
        const reading = suspects.map(service => ({ service, since: begunAt(service.before) }));
        const found = await findOldValues(reading, plan, planning);
        const remarks = remarksOfOldValues(found, WORDS);
        const texts = staleTextsOf(found);
        const services = plan.services.map(one => {
            const text = texts.get(one);
            return text === undefined ? one : { ...one, oldValue: clauseOf(text) };
        });
        const looked = { ...plan, services };
        return {
            ...planned,
            plan: looked,
            report: { ...report, plan: looked, remarks: [...report.remarks, ...remarks] }
        };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_5__/* .AwsError */ .Gy))
            throw error;
        return { report: { ...report, problems: [...report.problems, (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_6__/* .explainAwsError */ .Ni)(error)] } };
    }
}
function keepsTasks({ action: { kind }, before }) {
    return kind !== 'update' && kind !== 'create' && kind !== 'continue' && before.runningCount > 0;
}
function mayBeOld({ before, definitionId }, plan, resolved) {
    const text = JSON.stringify((0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .r)(plan, definitionId));
    const begun = begunAt(before);
    return (text.includes('"environmentFiles"') ||
        resolved.some(({ arn, changedAt = 0 }) => changedAt > begun && text.includes(JSON.stringify(arn))));
}


/***/ }),

/***/ 65837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ decideOn),
  D: () => (/* binding */ requestedChangesOf)
});

// EXTERNAL MODULE: ../../main/node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(67032);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/bounded.js
var bounded = __webpack_require__(66048);
// EXTERNAL MODULE: ./lib/src/detector/harmless.js
var harmless = __webpack_require__(85969);
// EXTERNAL MODULE: ./lib/src/plan/decide.js
var decide = __webpack_require__(30425);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/template/schema.js
var schema = __webpack_require__(42805);
// EXTERNAL MODULE: ./lib/src/deploying/connections.js
var connections = __webpack_require__(98146);
// EXTERNAL MODULE: ./lib/src/deploying/prepare/inspect-services.js
var inspect_services = __webpack_require__(10736);
// EXTERNAL MODULE: ./lib/src/deploying/plan/plaintext.js
var plan_plaintext = __webpack_require__(40812);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
;// CONCATENATED MODULE: ./lib/src/deploying/plan/wrong-definition.js

function wrongDefinitions(subjects, { allowFamilyChange, mode, revision }) {
    const isNamed = mode === 'plan' || mode === 'deploy' || revision !== undefined;
    if (allowFamilyChange || !isNamed)
        return [];
    return subjects.flatMap(subject => {
        const fault = faultOf(subject);
        if (fault === undefined || subject.service === undefined)
            return [];
        return [
            {
                fault: 'user',
                service: subject.service.state.service,
                ...fault,
                hint: 'Check the file and the name of the service. If the change is intended, set allow-family-change: true.'
            }
        ];
    });
}
function faultOf({ file, family, definition, service }) {
    if (service === undefined || service.state.taskDefinition === '')
        return undefined;
    const { state, current } = service;
    const running = (0,arn/* lastPartOf */.RS)(state.taskDefinition);
    const runningFamily = running.slice(0, running.lastIndexOf(':'));
    const own = containersOf(definition);
    const theirs = current && containersOf(current.definition);
    if (family !== runningFamily) {
        const runs = theirs === undefined ? '' : ` (${theirs.join(', ')})`;
        return {
            code: 'other-family',
            message: `Service "${state.service}" runs family ${runningFamily}${runs}, but ${file} is family ${family} (${own.join(', ')}).`
        };
    }
    if (theirs === undefined || theirs.some(name => own.includes(name)))
        return undefined;
    return {
        code: 'other-containers',
        message: `Service "${state.service}" runs the containers ${theirs.join(', ')}, and ${file} has none of them, but ${own.join(', ')}.`
    };
}
function containersOf({ containerDefinitions }) {
    const containers = Array.isArray(containerDefinitions) ? containerDefinitions : [];
    return containers.map(container => String(container?.['name'] ?? ''));
}

;// CONCATENATED MODULE: ./lib/src/deploying/plan/decide-on.js













const LOOKUPS_AT_ONCE = 8;
async function decideOn(wanted, report, deciding) {
    try {
        const subjects = await describeSubjects(wanted, deciding);
        const model = { isKnown: schema/* isKnownMember */.il, judgeValues: harmless/* judgeValues */.A };
        const plan = (0,decide/* decidePlan */.s8)(subjects, requestedChangesOf(deciding.configuration), model);
        const { configuration } = deciding;
        const problems = [...busyServices(plan, configuration), ...wrongDefinitions(subjects, configuration)];
        const remarks = [
            ...report.remarks,
            ...notKeptRemarks(plan),
            ...notComparedRemarks(subjects),
            ...expressRemarks(plan)
        ];
        const decided = { ...report, remarks, plan, problems: [...report.problems, ...problems] };
        return problems.length > 0 ? { report: decided } : { report: decided, plan };
    }
    catch (error) {
        return { report: { ...report, problems: [...report.problems, (0,explain/* refusalOf */.Of)(error)] } };
    }
}
async function describeSubjects(wanted, { aws, ports }) {
    const limit = (0,p_limit/* default */.A)(LOOKUPS_AT_ONCE);
    const asked = new Map();
    const describe = (site, name) => {
        const key = `${(0,connections/* accountKey */.L)(site)} ${name}`;
        const ask = async () => (await aws(site)).ecs.describeTaskDefinition(name).catch(asDenied);
        const answer = asked.get(key) ?? limit(ask);
        asked.set(key, answer);
        return answer;
    };
    const plaintext = new Map();
    return (0,bounded/* mapBounded */.y)(wanted, LOOKUPS_AT_ONCE, async (one) => {
        const { file, family, site, definition, state, existing, following, creation, key, desiredCount } = one;
        const described = await Promise.all([
            existing ?? describe(site, family),
            state && state.taskDefinition !== '' ? describe(site, state.taskDefinition) : undefined
        ]);
        const [latest, running] = described.map(one => (one === 'denied' ? undefined : one));
        const current = running?.arn === latest?.arn ? latest : running;
        const found = current && (plaintext.get(current.arn) ?? (0,plan_plaintext/* plaintextIn */.Z)(current.definition, ports.mask));
        if (current && found)
            plaintext.set(current.arn, found);
        const { region, roleArn, cluster } = site;
        return {
            file,
            family,
            account: { region, ...(0,present/* present */.E)({ roleArn }) },
            definition,
            ...(0,present/* present */.E)({ cluster, latest, pinned: existing?.arn, task: one.task, schedules: one.schedules }),
            ...(0,present/* present */.E)({ fixedImages: one.fixedImages }),
            ...(described.includes('denied') ? { notCompared: true } : {}),
            ...(state
                ? {
                    service: {
                        site: site,
                        state,
                        previousPlaintext: found ?? [],
                        ...(0,present/* present */.E)({ current, creation, following, desiredCount }),
                        ...(key === undefined || key === state.service ? {} : { key })
                    }
                }
                : {})
        };
    });
}
function asDenied(error) {
    if (error instanceof aws_error/* AwsError */.Gy && error.kind === 'denied')
        return 'denied';
    throw error;
}
function notComparedRemarks(subjects) {
    const files = [...new Set(subjects.flatMap(({ notCompared, file }) => (notCompared ? [file] : [])))];
    if (files.length === 0)
        return [];
    return [
        {
            message: `Not verified: whether ${files.join(', ')} changed, and whether what runs now holds plaintext credentials (ecs:DescribeTaskDefinition is not allowed). A new revision is registered each time.`
        }
    ];
}
function busyServices(plan, { ifDeploying }) {
    if (ifDeploying !== 'fail')
        return [];
    return plan.services.filter(isBusy).map(({ service, before }) => ({
        code: 'deployment-under-way',
        fault: 'cloud',
        service,
        message: `A deployment of service "${service}" is in progress (${before.deployments[0]?.id ?? 'unknown'}), and if-deploying is fail.`,
        hint: 'Run again when it has ended, or use if-deploying: wait or replace.'
    }));
}
function isBusy({ action, before }) {
    return action.kind === 'update' && (0,deployments/* deploymentUnderWay */.TC)(before) !== undefined;
}
function expressRemarks(plan) {
    return plan.services
        .filter(({ action, before }) => action.kind !== 'unchanged' && before.raw['resourceManagementType'] === 'ECS')
        .map(({ service }) => ({
        message: `Service "${service}" is managed by ECS Express Mode: the next update of the Express service can overwrite this change.`
    }));
}
function notKeptRemarks(plan) {
    return plan.definitions.flatMap(({ registration, notKept, files }) => registration.kind === 'reuse'
        ? notKept.map(path => ({
            message: `${files.join(', ')}: "${path}" is not in ${registration.arn}, which equals the file otherwise. AWS does not keep it; check its spelling.`
        }))
        : []);
}
function requestedChangesOf(configuration) {
    const { desiredCount, forceNewDeployment, settings, runTask } = configuration;
    return {
        forceNewDeployment,
        runsTask: runTask !== undefined,
        ...(0,present/* present */.E)({ desiredCount, deploymentConfiguration: settings.deploymentConfiguration }),
        settingsFor: raw => (0,inspect_services/* settingsChange */.QP)(settings, raw)
    };
}


/***/ }),

/***/ 40812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ plaintextIn),
/* harmony export */   t: () => (/* binding */ makeTextGuard)
/* harmony export */ });
/* harmony import */ var _detector_detect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45076);
/* harmony import */ var _detector_judge_line_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28209);
/* harmony import */ var _detector_own_words_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19132);
/* harmony import */ var _detector_rules_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59487);
/* harmony import */ var _detector_sensitive_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6816);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10119);






function plaintextIn(definition, mask) {
    const root = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .fromJson */ .Rf)(definition, { kind: 'input', input: 'task-definition-arn' });
    const clean = new _detector_detect_js__WEBPACK_IMPORTED_MODULE_1__/* .CleanTexts */ .g8();
    const findings = (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_1__/* .detect */ .o0)({ file: 'task definition', root, place: () => undefined }, _detector_rules_js__WEBPACK_IMPORTED_MODULE_2__/* .RULES */ .y0, clean);
    const credentials = findings.filter(({ category, level }) => category === 'credential' && level === 'error');
    if (credentials.length === 0)
        return [];
    mask((0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_3__/* .sensitiveValues */ .DJ)(root, _detector_rules_js__WEBPACK_IMPORTED_MODULE_2__/* .RULES */ .y0, clean));
    const names = credentials.map(({ name, container, pointer }) => {
        const what = name === undefined || name === '' ? pointer : name;
        return container === undefined || container === '' ? what : `${what} of container ${container}`;
    });
    return [...new Set(names)];
}
function makeTextGuard(definition, gate) {
    gate.learn(definition);
    const root = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .fromJson */ .Rf)(definition, { kind: 'input', input: 'task-definition' });
    const short = (0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_3__/* .shortCredentials */ .jx)(root).map(_detector_judge_line_js__WEBPACK_IMPORTED_MODULE_4__/* .wholeWord */ .SK);
    return {
        mask: text => short.reduce((masked, word) => masked.replace(word, _detector_own_words_js__WEBPACK_IMPORTED_MODULE_5__/* .MASK */ .v5), gate.shown(text)),
        holdsCredential: _detector_judge_line_js__WEBPACK_IMPORTED_MODULE_4__/* .lineHoldsCredential */ .yR
    };
}


/***/ }),

/***/ 6698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TE: () => (/* binding */ announceTarget),
/* harmony export */   oW: () => (/* binding */ askAccounts),
/* harmony export */   yY: () => (/* binding */ withTarget)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84120);
/* harmony import */ var _configuration_place_problems_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44176);
/* harmony import */ var _configuration_placement_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80375);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _template_expressions_text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5853);
/* harmony import */ var _connections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98146);








async function announceTarget(sites, { ports, aws }) {
    const places = new Map();
    for (const site of sites) {
        const known = places.get((0,_connections_js__WEBPACK_IMPORTED_MODULE_0__/* .accountKey */ .L)(site)) ?? { site, clusters: new Set() };
        if (site.cluster !== undefined && site.cluster !== '')
            known.clusters.add(site.cluster);
        places.set((0,_connections_js__WEBPACK_IMPORTED_MODULE_0__/* .accountKey */ .L)(site), known);
    }
    const read = await Promise.all([...places.values()].map(({ site, clusters }) => readPlace(site, [...clusters], aws)));
    const target = read.map(({ place }) => place);
    const problems = (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .distinctBy */ .ey)(read.flatMap(one => one.problems), messageOf);
    if (problems.length === 0)
        ports.log.acting(target);
    return {
        target,
        problems,
        remarks: (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .distinctBy */ .ey)(read.flatMap(({ remark }) => remark ?? []), messageOf)
    };
}
function withTarget(report, { target, problems, remarks }) {
    return {
        ...report,
        target,
        problems: [...report.problems, ...problems],
        remarks: [...report.remarks, ...remarks]
    };
}
async function readPlace(site, clusters, aws) {
    const place = { region: site.region, clusters };
    try {
        const { directory } = await aws(site);
        const { account, arn } = await directory.callerIdentity();
        const problems = strays(site, clusters, account);
        return { place: { ...place, account, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ identity: arn }) }, problems };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy))
            throw error;
        const problem = (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .explainAwsError */ .Ni)(error);
        const isShut = error.kind === 'expired' || error.operation === 'sts:AssumeRole';
        if (isShut)
            return { place, problems: [problem] };
        const message = `Not verified: account and identity. ${problem.message}`;
        return { place, problems: [], remark: { message, isUnverified: true } };
    }
}
function strays(site, clusters, account) {
    const arns = clusters.filter(cluster => cluster.startsWith('arn:'));
    return arns.flatMap(cluster => (0,_configuration_place_problems_js__WEBPACK_IMPORTED_MODULE_5__/* .strayCluster */ .Q)({ ...site, cluster }, account) ?? []);
}
const messageOf = ({ message }) => message;
async function askAccounts(targets, run) {
    const numbers = new Map();
    const problems = [];
    for (const target of targets) {
        const site = (0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_6__/* .siteOfTarget */ .so)(target, run.placement, run.configuration);
        const key = (0,_connections_js__WEBPACK_IMPORTED_MODULE_0__/* .accountKey */ .L)(site);
        if (numbers.has(key) || !(0,_template_expressions_text_js__WEBPACK_IMPORTED_MODULE_7__/* .asksForAccount */ .l4)(target.document.root))
            continue;
        numbers.set(key, '');
        try {
            const { directory } = await run.aws(site);
            numbers.set(key, (await directory.callerIdentity()).account);
        }
        catch (error) {
            problems.push((0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .refusalOf */ .Of)(error));
        }
    }
    return { numbers, problems };
}


/***/ }),

/***/ 85969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ judgeValues)
/* harmony export */ });
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10119);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65955);
/* harmony import */ var _detect_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45076);
/* harmony import */ var _names_credential_name_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(65344);
/* harmony import */ var _plain_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14491);
/* harmony import */ var _rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59487);
/* harmony import */ var _strict_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(92863);







function judgeValues(definitions) {
    let judged;
    return (place, value) => {
        const text = textAt(place, value);
        if (text === undefined || text.length > LONGEST_SHOWN)
            return undefined;
        judged ??= judgedTexts(definitions);
        return judged.has(text) || (0,_plain_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .plainCredentialsIn */ .U)(text).length > 0 ? undefined : text;
    };
}
const LONGEST_SHOWN = 512;
function judgedTexts(definitions) {
    const rules = [..._rules_js__WEBPACK_IMPORTED_MODULE_1__/* .RULES */ .y0, ..._rules_js__WEBPACK_IMPORTED_MODULE_1__/* .OPTIONAL_RULES */ .rn];
    const origin = { kind: 'input', input: 'task-definition' };
    return new Set(definitions.flatMap(definition => (0,_detect_js__WEBPACK_IMPORTED_MODULE_2__/* .look */ .Op)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .fromJson */ .Rf)(definition, origin), rules).judged.map(({ candidate }) => candidate.value)));
}
function textAt(place, value) {
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .G)(value))
        return textOfItem(place, value);
    if (Array.isArray(value))
        return textOfList(place, value);
    const member = place.names.at(-1) ?? '';
    if (value === null)
        return undefined;
    if (typeof value !== 'string')
        return isFree(place) ? namedText(place, String(value)) : String(value);
    if (member === 'image')
        return isPlainImage(value) ? value : undefined;
    if (ARN_MEMBERS.has(member))
        return ARN.test(value) ? value : undefined;
    if (WORD_MEMBERS.has(member))
        return (0,_strict_js__WEBPACK_IMPORTED_MODULE_5__/* .isHarmless */ .EW)('mode', value) ? value : undefined;
    return namedText(place, value);
}
function textOfItem({ names, item }, value) {
    const shown = ['value', 'valueFrom'].find(member => typeof value[member] === 'string');
    if (shown === undefined || typeof value['name'] !== 'string')
        return undefined;
    return textAt({ names: [...names, shown], item: item ?? value['name'] }, value[shown]);
}
function textOfList({ names }, items) {
    if (!WORD_MEMBERS.has(names.at(-1) ?? ''))
        return undefined;
    const words = items.map(item => (typeof item === 'string' && (0,_strict_js__WEBPACK_IMPORTED_MODULE_5__/* .isHarmless */ .EW)('mode', item) ? item : undefined));
    return words.includes(undefined) ? undefined : words.join(', ');
}
function namedText({ names, item }, value) {
    const [holder = '', member = ''] = names.slice(-2);
    const name = MAPS.has(holder) ? member : holder === 'environment' && member === 'value' ? item : undefined;
    if (name === undefined)
        return undefined;
    const { strength, isVague } = (0,_names_credential_name_js__WEBPACK_IMPORTED_MODULE_6__/* .judgeName */ .B)(name);
    return (strength === 'none' || isVague === true) && (0,_strict_js__WEBPACK_IMPORTED_MODULE_5__/* .isHarmless */ .EW)(name, value) ? value : undefined;
}
const MAPS = new Set(['options', 'dockerLabels']);
function isFree({ names }) {
    return names.at(-1) === 'value' || MAPS.has(names.at(-2) ?? '');
}
const ARN_MEMBERS = new Set(['valueFrom', 'executionRoleArn', 'taskRoleArn']);
const ARN = /^arn:aws[a-z-]{0,20}:(?:iam|secretsmanager|ssm):[a-z0-9-]{0,30}:\d{12}:[\w+=,.@:/-]{1,512}$/;
const WORD_MEMBERS = new Set('cpu memory networkMode pidMode ipcMode requiresCompatibilities cpuArchitecture operatingSystemFamily protocol appProtocol condition logDriver transitEncryption versionConsistency scope'.split(' '));
const IMAGE = /^((?:[a-z0-9.-]{1,200}(?::\d{1,5})?\/)?[a-z0-9._/-]{1,200})(?::([\w.-]{1,128}))?(?:@sha256:[0-9a-f]{64})?$/;
function isPlainImage(text) {
    const [whole, repository = '', tag = ''] = IMAGE.exec(text) ?? [];
    if (whole === undefined || !(0,_strict_js__WEBPACK_IMPORTED_MODULE_5__/* .isHarmless */ .EW)('name', repository.replace(/^[^/]*[.:][^/]*\//, '')))
        return false;
    return tag.split(/[._-]/).every(part => TAG_PART.test(part));
}
const TAG_PART = /^(?:[0-9a-f]{0,64}|[A-Za-z]{0,20}\d{0,12}|\d{1,12}[A-Za-z]{1,4}|\d{8}T\d{4,6}Z?)$/;


/***/ }),

/***/ 96562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ definitionIn)
/* harmony export */ });
function definitionIn({ definitions }, definitionId) {
    return definitions.find(({ id }) => id === definitionId)?.definition ?? {};
}


/***/ }),

/***/ 29302:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ collectReferences),
/* harmony export */   Z: () => (/* binding */ substituteReferences)
/* harmony export */ });
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10119);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);


function collectReferences(root) {
    return [
        ...(0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .containersOf */ .Mz)(root).flatMap((container, index) => usesOfContainer(container, `/containerDefinitions/${index}`)),
        ...(0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .itemsOf */ .S3)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(root, 'volumes')).flatMap((volume, index) => usesOfVolume(volume, `/volumes/${index}`))
    ];
}
function usesOfContainer(node, pointer) {
    const container = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(node, 'name'));
    const listed = (field, list, at) => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .itemsOf */ .S3)(list).flatMap((item, index) => {
        const value = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(item, 'valueFrom');
        const name = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(item, 'name')) ?? `#${index + 1}`;
        if (value?.kind !== 'string')
            return [];
        return [{ field, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ container }), name, node: value, pointer: `${at}/${index}/valueFrom` }];
    });
    const logging = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(node, 'logConfiguration'), 'secretOptions');
    const credentials = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(node, 'repositoryCredentials'), 'credentialsParameter');
    return [
        ...listed('secrets', (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(node, 'secrets'), `${pointer}/secrets`),
        ...listed('secretOptions', logging, `${pointer}/logConfiguration/secretOptions`),
        ...(credentials?.kind === 'string'
            ? [
                {
                    field: 'repositoryCredentials',
                    ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ container }),
                    name: 'credentialsParameter',
                    node: credentials,
                    pointer: `${pointer}/repositoryCredentials/credentialsParameter`
                }
            ]
            : [])
    ];
}
function usesOfVolume(volume, pointer) {
    const field = 'fsxWindowsFileServerVolumeConfiguration';
    const node = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(volume, field), 'authorizationConfig'), 'credentialsParameter');
    if (node?.kind !== 'string')
        return [];
    const name = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(volume, 'name')) ?? 'without a name';
    return [{ field, name, node, pointer: `${pointer}/${field}/authorizationConfig/credentialsParameter` }];
}
function substituteReferences(root, replacements) {
    return replacements.size === 0 ? root : replaceIn(root, '', replacements);
}
function replaceIn(node, at, replacements) {
    if (node.kind === 'string')
        return { ...node, value: replacements.get(at) ?? node.value };
    if (node.kind === 'array')
        return {
            ...node,
            items: node.items.map((item, index) => replaceIn(item, (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childPointer */ .Y2)(at, index), replacements))
        };
    if (node.kind !== 'object')
        return node;
    const members = node.members.map(member => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .memberOf */ .C5)(node, member.key) === member
        ? { ...member, value: replaceIn(member.value, (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childPointer */ .Y2)(at, member.key), replacements) }
        : member);
    return { ...node, members };
}


/***/ }),

/***/ 57161:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jV: () => (/* binding */ printTarget),
/* harmony export */   nt: () => (/* binding */ printReference),
/* harmony export */   o: () => (/* binding */ parameterArnOf),
/* harmony export */   yP: () => (/* binding */ printTail)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48710);

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
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .assertNever */ .xb)(reference);
    }
}
function printTail(tail) {
    return tail ? `:${tail.jsonKey}:${tail.versionStage}:${tail.versionId}` : '';
}
function parameterArnOf(name, where) {
    const path = name.startsWith('/') ? name : `/${name}`;
    return `arn:${where.partition}:ssm:${where.region}:${where.account}:parameter${path}`;
}


/***/ }),

/***/ 62463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ credentialKind),
  N: () => (/* binding */ worstKind)
});

// EXTERNAL MODULE: ./lib/src/detector/shapes/match.js + 8 modules
var match = __webpack_require__(60760);
;// CONCATENATED MODULE: ./lib/src/rotation/issuers.js
const ISSUERS = {
    alpaca: {
        rank: 1,
        what: 'broker key',
        name: /ALPACA/,
        issuedAt: 'app.alpaca.markets, API keys: regenerate (key and secret belong together); check the account for orders you did not place'
    },
    broker: {
        rank: 1,
        what: 'broker key',
        name: /BROKER|BINANCE|COINBASE|KRAKEN|IBKR|OANDA|TRADIER|POLYGON/,
        issuedAt: 'the broker’s dashboard, API keys: regenerate; check the account for orders you did not place'
    },
    aws: {
        rank: 1,
        what: 'AWS access key',
        name: /(^|_)AWS_|(^|_)ACCESS_KEY|BEDROCK/,
        issuedAt: 'the AWS IAM console, user, Security credentials: create a new key, then deactivate and delete this one (better: use a task role and no key)'
    },
    stripe: {
        rank: 1,
        what: 'payment provider key',
        name: /STRIPE/,
        issuedAt: 'dashboard.stripe.com, Developers, API keys: roll it'
    },
    payment: {
        rank: 1,
        what: 'payment provider key',
        name: /PAYPAL|BRAINTREE|ADYEN|PLAID|RAZORPAY|PAYSTACK|SHOPIFY/,
        issuedAt: 'the payment provider’s dashboard, API keys: roll it'
    },
    'private-key': {
        rank: 1,
        what: 'private key',
        name: /PRIVATE_KEY/,
        issuedAt: 'the service where its certificate or public key is registered: create a new pair, then remove the old public key'
    },
    wallet: {
        rank: 1,
        what: 'wallet key',
        name: /WALLET|MNEMONIC|SEED_PHRASE/,
        issuedAt: 'the wallet: create a new one and move the funds to it'
    },
    azure: {
        rank: 1,
        what: 'Azure key',
        name: /AZURE/,
        issuedAt: 'portal.azure.com, the resource’s access keys or Entra ID, App registrations: regenerate'
    },
    google: {
        rank: 1,
        what: 'Google Cloud key',
        name: /(^|_)GCP|GOOGLE|FIREBASE/,
        issuedAt: 'console.cloud.google.com, APIs & Services, Credentials'
    },
    github: {
        rank: 1,
        what: 'code host token',
        name: /GITHUB/,
        issuedAt: 'github.com, Settings, Developer settings, or the app or organization that issued it: revoke it and create a new one'
    },
    'code-host': {
        rank: 1,
        what: 'code host token',
        name: /GITLAB|BITBUCKET/,
        issuedAt: 'the code host’s settings, access tokens: revoke it and create a new one'
    },
    registry: {
        rank: 2,
        what: 'package registry token',
        name: /(^|_)NPM(_|$)|PYPI|NUGET|RUBYGEMS|DOCKERHUB|ARTIFACTORY/,
        issuedAt: 'the registry’s account settings, tokens: revoke it and create a new one'
    },
    database: {
        rank: 2,
        what: 'database password',
        name: /(^|_)(DB|DATABASE|PG|POSTGRES\w*|MYSQL|MARIADB|MONGO\w*|REDIS|RDS|SQL|RABBITMQ|CLICKHOUSE|SNOWFLAKE)(_|$)/,
        issuedAt: 'the database server: ALTER USER … PASSWORD (for Amazon RDS: aws rds modify-db-instance --master-user-password); then store it in the secret'
    },
    signing: {
        rank: 2,
        what: 'signing or encryption key',
        name: /JWT|SESSION|SIGNING|ENCRYPTION|SECRET_KEY_BASE|COOKIE|PEPPER|SALT/,
        issuedAt: 'your application: generate a new key; sessions and tokens signed with the old one become invalid'
    },
    model: {
        rank: 2,
        what: 'model provider key',
        name: /OPENAI|ANTHROPIC|HUGGING|MISTRAL|GROQ|COHERE/,
        issuedAt: 'the provider’s console, API keys'
    },
    messaging: {
        rank: 3,
        what: 'messaging token',
        name: /SLACK|DISCORD|TELEGRAM|TWILIO|SENDGRID|MAILGUN|SMTP|WEBHOOK/,
        issuedAt: 'the provider’s app settings: regenerate the token or webhook'
    },
    monitoring: {
        rank: 3,
        what: 'monitoring key',
        name: /DATADOG|SENTRY|NEW_?RELIC|HONEYCOMB|GRAFANA|PAGERDUTY/,
        issuedAt: 'the provider’s organization settings, API keys'
    },
    password: {
        rank: 3,
        what: 'password',
        name: /PASSWORD|PASSWD|PWD|PASSPHRASE/,
        issuedAt: 'the system that it logs in to'
    },
    api: {
        rank: 3,
        what: 'API credential',
        name: /TOKEN|API_?KEY|SECRET|CREDENTIAL/,
        issuedAt: 'the provider that the name indicates'
    }
};

;// CONCATENATED MODULE: ./lib/src/rotation/credential-kind.js


const URL_RULE = 'secret/url-userinfo';
const IN_URL = {
    rank: 2,
    what: 'password in a connection string',
    issuedAt: 'the database or server that the URL names'
};
const UNCLEAR = {
    rank: 4,
    what: 'credential',
    issuedAt: 'unknown (the name gives no indication)'
};
function credentialKind({ rule, name, shape }) {
    if (shape !== undefined) {
        const byShape = issuerOfShape(shape);
        if (byShape !== undefined)
            return kindOf(byShape);
    }
    if (rule === URL_RULE)
        return IN_URL;
    const words = inWords(name);
    const byName = Object.values(ISSUERS).find(issuer => issuer.name.test(words));
    if (byName !== undefined)
        return kindOf(byName);
    if (shape === undefined)
        return UNCLEAR;
    return { rank: 3, what: shape.replace(/^an? /, ''), issuedAt: 'its provider’s console' };
}
function worstKind(kinds) {
    return kinds.reduce((worst, kind) => (kind.rank < worst.rank ? kind : worst), UNCLEAR);
}
function issuerOfShape(shape) {
    const issuer = match/* TOKENS */.xZ.find(({ shapes }) => shapes.some(({ what }) => what === shape))?.issuer;
    return issuer === undefined || issuer === 'its-provider' ? undefined : ISSUERS[issuer];
}
function kindOf({ rank, what, issuedAt }) {
    return { rank, what, issuedAt };
}
function inWords(name) {
    return name
        .replace(/([a-z\d])([A-Z])/g, '$1_$2')
        .replace(/[^A-Za-z\d]+/g, '_')
        .toUpperCase();
}


/***/ }),

/***/ 28040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fg: () => (/* binding */ definitionOf),
/* harmony export */   JA: () => (/* binding */ parseDefinition),
/* harmony export */   V5: () => (/* binding */ scheduleName),
/* harmony export */   Xy: () => (/* binding */ objectOf),
/* harmony export */   oI: () => (/* binding */ callsRunTask),
/* harmony export */   sJ: () => (/* binding */ withDefinition),
/* harmony export */   wR: () => (/* binding */ runsTasksIn)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);


function scheduleName(found) {
    return found.kind === 'rule' ? `${found.rule} (target ${found.targetId})` : `${found.group}/${found.name}`;
}
function definitionOf(target) {
    const arn = objectOf(target['EcsParameters'])?.['TaskDefinitionArn'];
    return typeof arn === 'string' ? arn : undefined;
}
function withDefinition(target, arn) {
    return { ...target, EcsParameters: { ...objectOf(target['EcsParameters']), TaskDefinitionArn: arn } };
}
function objectOf(value) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(value) ? value : undefined;
}
function parseDefinition(arn) {
    const found = /^arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/([A-Za-z0-9_-]{1,255})(?::(\d+))?$/.exec(arn);
    const [, family, revision] = found ?? [];
    if (family === undefined)
        return undefined;
    return { family, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ revision }) };
}
function runsTasksIn(target, clusterArn) {
    return clusterArn === undefined
        ? /^arn:[\w-]+:ecs:[\w-]+:\d{12}:cluster\//.test(target)
        : target === clusterArn;
}
function callsRunTask({ targetArn }) {
    return /:aws-sdk:ecs:runTask$/i.test(targetArn);
}


/***/ })

};

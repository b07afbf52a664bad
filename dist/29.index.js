export const id = 29;
export const ids = [29];
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

/***/ 96540:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ definitionIn)
/* harmony export */ });
function definitionIn({ definitions }, definitionId) {
    return definitions.find(({ id }) => id === definitionId)?.definition ?? {};
}


/***/ }),

/***/ 13675:
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
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(97387);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(13235);
/* harmony import */ var _rollout_progress_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(38704);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96540);
/* harmony import */ var _connections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5956);













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
    const definitions = group.map(({ service }) => (0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .r)(plan, service.definitionId));
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
    const text = JSON.stringify((0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .r)(plan, definitionId));
    const begun = begunAt(before);
    return (text.includes('"environmentFiles"') ||
        resolved.some(({ arn, changedAt = 0 }) => changedAt > begun && text.includes(JSON.stringify(arn))));
}


/***/ }),

/***/ 61539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ requestedChangesOf),
/* harmony export */   m: () => (/* binding */ decideOn)
/* harmony export */ });
/* harmony import */ var p_limit__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67032);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84120);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(66048);
/* harmony import */ var _detector_harmless_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85969);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(85590);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(97387);
/* harmony import */ var _template_conform_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45270);
/* harmony import */ var _comparison_decide_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68435);
/* harmony import */ var _connections_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5956);
/* harmony import */ var _plaintext_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(77214);
/* harmony import */ var _unfit_definitions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12016);












const LOOKUPS_AT_ONCE = 8;
async function decideOn(wanted, report, deciding) {
    try {
        const subjects = await describeSubjects(wanted, deciding);
        const model = { isKnown: _template_conform_js__WEBPACK_IMPORTED_MODULE_0__/* .isKnownMember */ .il, judgeValues: _detector_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeValues */ .A };
        const plan = (0,_comparison_decide_js__WEBPACK_IMPORTED_MODULE_2__/* .decidePlan */ .s8)(subjects, requestedChangesOf(deciding.configuration), model);
        const { configuration } = deciding;
        const problems = [...busyServices(plan, configuration), ...(0,_unfit_definitions_js__WEBPACK_IMPORTED_MODULE_3__/* .wrongDefinitions */ .c)(subjects, configuration)];
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
        return { report: { ...report, problems: [...report.problems, (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .refusalOf */ .Of)(error)] } };
    }
}
async function describeSubjects(wanted, { aws, ports, configuration }) {
    const limit = (0,p_limit__WEBPACK_IMPORTED_MODULE_5__/* ["default"] */ .A)(LOOKUPS_AT_ONCE);
    const asked = new Map();
    const describe = (site, name) => {
        const key = `${(0,_connections_js__WEBPACK_IMPORTED_MODULE_6__/* .accountKey */ .L)(site)} ${name}`;
        const ask = async () => (await aws(site)).ecs.describeTaskDefinition(name).catch(asDenied);
        const answer = asked.get(key) ?? limit(ask);
        asked.set(key, answer);
        return answer;
    };
    const plaintext = new Map();
    return (0,_bounded_js__WEBPACK_IMPORTED_MODULE_7__/* .mapBounded */ .y)(wanted, LOOKUPS_AT_ONCE, async (one) => {
        const { file, family, site, definition, state, existing, following, creation, key, desiredCount } = one;
        const described = await Promise.all([
            existing ?? describe(site, family),
            state && state.taskDefinition !== '' ? describe(site, state.taskDefinition) : undefined
        ]);
        const [latest, running] = described.map(one => (one === 'denied' ? undefined : one));
        const current = running?.arn === latest?.arn ? latest : running;
        const found = current && (plaintext.get(current.arn) ?? (0,_plaintext_js__WEBPACK_IMPORTED_MODULE_8__/* .plaintextIn */ .Z)(current.definition, ports.mask));
        if (current && found)
            plaintext.set(current.arn, found);
        const { region, roleArn, cluster } = site;
        return {
            file,
            family,
            account: { region, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_9__/* .present */ .E)({ roleArn }) },
            definition,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_9__/* .present */ .E)({ cluster, latest, pinned: existing?.arn, task: one.task, schedules: one.schedules }),
            ...(described.includes('denied') ? { notCompared: true } : {}),
            ...(state
                ? {
                    service: {
                        site: site,
                        state,
                        previousPlaintext: found ?? [],
                        settings: one.settings ?? configuration.settings,
                        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_9__/* .present */ .E)({ current, creation, following, desiredCount }),
                        ...(key === undefined || key === state.service ? {} : { key })
                    }
                }
                : {})
        };
    });
}
function asDenied(error) {
    if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_10__/* .AwsError */ .Gy && error.kind === 'denied')
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
    return action.kind === 'update' && (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_11__/* .deploymentUnderWay */ .TC)(before) !== undefined;
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
    const { desiredCount, forceNewDeployment, runTask } = configuration;
    return {
        forceNewDeployment,
        runsTask: runTask !== undefined,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_9__/* .present */ .E)({ desiredCount })
    };
}


/***/ }),

/***/ 77214:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ plaintextIn),
/* harmony export */   t: () => (/* binding */ makeTextGuard)
/* harmony export */ });
/* harmony import */ var _detector_detect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49750);
/* harmony import */ var _detector_judge_line_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28209);
/* harmony import */ var _detector_own_words_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19132);
/* harmony import */ var _detector_rules_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56945);
/* harmony import */ var _detector_sensitive_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6816);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58363);






function plaintextIn(definition, mask) {
    const root = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .fromJson */ .Rf)(definition, { kind: 'input', input: 'task-definition-arn' });
    const findings = (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_1__/* .detect */ .o0)({ file: 'task definition', root, place: () => undefined }, _detector_rules_js__WEBPACK_IMPORTED_MODULE_2__/* .RULES */ .y0);
    const credentials = findings.filter(({ category, level }) => category === 'credential' && level === 'error');
    if (credentials.length === 0)
        return [];
    mask((0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_3__/* .sensitiveValues */ .DJ)(root, _detector_rules_js__WEBPACK_IMPORTED_MODULE_2__/* .RULES */ .y0));
    const names = credentials.map(({ name, container, pointer }) => {
        const what = name === undefined || name === '' ? pointer : name;
        return container === undefined || container === '' ? what : `${what} of container ${container}`;
    });
    return [...new Set(names)];
}
function makeTextGuard(definition, gate) {
    gate.learn(definition);
    const root = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .fromJson */ .Rf)(definition, { kind: 'input', input: 'task-definition' });
    const short = (0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_3__/* .shortCredentials */ .jx)(root).map(_detector_judge_line_js__WEBPACK_IMPORTED_MODULE_4__/* .wholeWord */ .SK);
    return {
        mask: text => short.reduce((masked, word) => masked.replace(word, _detector_own_words_js__WEBPACK_IMPORTED_MODULE_5__/* .MASK */ .v5), gate.shown(text)),
        holdsCredential: _detector_judge_line_js__WEBPACK_IMPORTED_MODULE_4__/* .lineHoldsCredential */ .yR
    };
}


/***/ }),

/***/ 12016:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ wrongDefinitions),
/* harmony export */   p: () => (/* binding */ missingTargets)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(318);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65955);
/* harmony import */ var _rollout_codedeploy_appspec_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82914);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96540);




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
    const running = (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(state.taskDefinition);
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
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectsIn */ .Q)(containerDefinitions).map(({ name }) => String(name ?? ''));
}
function missingTargets(plan) {
    return plan.services.flatMap(service => {
        const targets = targetsOf(service);
        if (targets.length === 0)
            return [];
        const definition = (0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .definitionIn */ .r)(plan, service.definitionId);
        return targets.flatMap(target => {
            const fault = (0,_rollout_codedeploy_appspec_js__WEBPACK_IMPORTED_MODULE_3__/* .checkBalancer */ .py)(target, { definition });
            return fault === undefined ? [] : [{ ...fault.problem, fault: 'user', service: service.service }];
        });
    });
}
function targetsOf({ action, before, creation }) {
    const isUpdated = action.kind === 'create' || action.kind === 'update';
    if (!isUpdated || before.deploymentController !== 'ECS')
        return [];
    const settings = creation ?? before.raw;
    return [...(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectsIn */ .Q)(settings['loadBalancers']), ...(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectsIn */ .Q)(settings['serviceRegistries'])].flatMap(({ containerName, containerPort }) => typeof containerName === 'string' && typeof containerPort === 'number'
        ? [{ containerName, containerPort }]
        : []);
}


/***/ }),

/***/ 85969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ judgeValues)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58363);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65955);
/* harmony import */ var _detect_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49750);
/* harmony import */ var _names_credential_name_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(65344);
/* harmony import */ var _plain_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14491);
/* harmony import */ var _rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56945);
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
    return new Set(definitions.flatMap(definition => (0,_detect_js__WEBPACK_IMPORTED_MODULE_2__/* .look */ .Op)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .fromJson */ .Rf)(definition, origin), rules).judged.map(({ candidate }) => candidate.value)));
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

/***/ 82914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Be: () => (/* binding */ deploysSame),
/* harmony export */   RS: () => (/* binding */ buildAppSpec),
/* harmony export */   py: () => (/* binding */ checkBalancer),
/* harmony export */   qQ: () => (/* binding */ hashOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88757);
/* harmony import */ var _files_document_place_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79692);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58363);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);






function buildAppSpec(source, wanted) {
    if (source.kind === 'service')
        return makeAppSpec(source.raw, wanted);
    const { document } = source;
    const problems = [];
    const find = (0,_files_document_place_js__WEBPACK_IMPORTED_MODULE_1__/* .placeFinder */ .aA)(document);
    const root = fillIn(document.root, wanted, (node, said) => {
        problems.push({
            ...said,
            fault: 'user',
            service: wanted.service,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place: find(node.origin) })
        });
        return node;
    });
    return problems.length > 0 ? { problems } : { content: JSON.stringify((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .toJson */ .aB)(root)) };
}
function invalid(what) {
    const hint = 'An AppSpec for ECS has Resources: - TargetService: with Type, and Properties with TaskDefinition and LoadBalancerInfo (ContainerName, ContainerPort).';
    return { code: 'appspec-invalid', message: `The AppSpec is not one for ECS: ${what}.`, hint };
}
function fillIn(root, wanted, refuse) {
    const resources = memberIn(root, 'Resources');
    if (root.kind !== 'object' || resources?.value.kind !== 'array' || resources.value.items.length === 0)
        return refuse(resources?.value ?? root, invalid('it has no list "Resources" with a resource in it'));
    const items = resources.value.items.map(item => item.kind !== 'object' || item.members.length === 0
        ? refuse(item, invalid('a resource is not a mapping of its name to what it is'))
        : { ...item, members: item.members.map(one => ({ ...one, value: fillTarget(one, wanted, refuse) })) });
    return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .withMember */ .RV)(root, resources.key, { ...resources.value, items });
}
function fillTarget({ key, value }, wanted, refuse) {
    const name = (0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(key);
    const type = memberIn(value, 'Type')?.value;
    if (((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(type) ?? 'AWS::ECS::Service') !== 'AWS::ECS::Service')
        return refuse(type ?? value, invalid(`resource "${name}" is not of type AWS::ECS::Service`));
    const properties = memberIn(value, 'Properties');
    if (value.kind !== 'object' || properties?.value.kind !== 'object')
        return refuse(value, invalid(`resource "${name}" has no "Properties"`));
    checkTarget(properties.value, wanted, refuse);
    const member = memberIn(properties.value, 'TaskDefinition')?.key ?? 'TaskDefinition';
    const arn = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .fromJson */ .Rf)(wanted.taskDefinitionArn, { kind: 'input', input: 'task-definition' });
    return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .withMember */ .RV)(value, properties.key, (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .withMember */ .RV)(properties.value, member, arn));
}
function checkTarget(properties, wanted, refuse) {
    const balancer = memberIn(properties, 'LoadBalancerInfo')?.value;
    const container = balancer && memberIn(balancer, 'ContainerName')?.value;
    const port = balancer && memberIn(balancer, 'ContainerPort')?.value;
    const containerName = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(container);
    if (container === undefined || containerName === undefined || port === undefined) {
        refuse(balancer ?? properties, invalid('"LoadBalancerInfo" does not say where the traffic goes'));
        return;
    }
    const fault = checkBalancer({ containerName, containerPort: Number((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .scalarTextOf */ .Vb)(port)) }, wanted);
    if (fault)
        refuse(fault.about === 'port' ? port : container, fault.problem);
}
function memberIn(node, name) {
    if (node.kind !== 'object')
        return undefined;
    return node.members.find(({ key }) => key.toLowerCase() === name.toLowerCase());
}
function makeAppSpec(raw, wanted) {
    const refused = (said) => ({
        problems: [{ ...said, fault: 'user', service: wanted.service }]
    });
    const targets = new Map((0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(settingOf(raw, 'loadBalancers')).flatMap(({ containerName, containerPort }) => typeof containerName === 'string' && typeof containerPort === 'number'
        ? [[`${containerName}:${containerPort}`, { containerName, containerPort }]]
        : []));
    const [balanced] = targets.values();
    if (balanced === undefined || targets.size > 1)
        return refused({
            code: 'appspec-not-made',
            message: `Cannot generate an AppSpec for service "${wanted.service}": its load balancers lead to ${targets.size} ports, and CodeDeploy needs the one container and port that get the traffic.`,
            hint: 'Write an AppSpec file with LoadBalancerInfo and name it in the input codedeploy-appspec.'
        });
    const fault = checkBalancer(balanced, wanted);
    if (fault)
        return refused(fault.problem);
    const version = settingOf(raw, 'platformVersion');
    const strategy = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(settingOf(raw, 'capacityProviderStrategy')).map(one => ({
        CapacityProvider: one['capacityProvider'] ?? null,
        Weight: one['weight'] ?? 0,
        Base: one['base'] ?? 0
    }));
    const Properties = {
        TaskDefinition: wanted.taskDefinitionArn,
        LoadBalancerInfo: { ContainerName: balanced.containerName, ContainerPort: balanced.containerPort },
        ...(typeof version === 'string' ? { PlatformVersion: version } : {}),
        ...networkOf(raw),
        ...(strategy.length === 0 ? {} : { CapacityProviderStrategy: strategy })
    };
    const Resources = [{ TargetService: { Type: 'AWS::ECS::Service', Properties } }];
    return { content: JSON.stringify({ version: 1, Resources }) };
}
function settingOf(raw, name) {
    const primary = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(raw['taskSets']).find(set => set['status'] === 'PRIMARY');
    return isEmpty(raw[name]) ? primary?.[name] : raw[name];
}
function isEmpty(value) {
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
function networkOf(raw) {
    const configuration = settingOf(raw, 'networkConfiguration');
    const network = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .G)(configuration) ? configuration['awsvpcConfiguration'] : undefined;
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .G)(network))
        return {};
    const { subnets: Subnets = null, securityGroups: SecurityGroups = null, assignPublicIp = null } = network;
    if (isEmpty(Subnets) || isEmpty(SecurityGroups) || typeof assignPublicIp !== 'string')
        return {};
    const AwsvpcConfiguration = { Subnets, SecurityGroups, AssignPublicIp: assignPublicIp };
    return { NetworkConfiguration: { AwsvpcConfiguration } };
}
function checkBalancer({ containerName, containerPort }, { definition }) {
    const containers = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(definition['containerDefinitions']);
    if (containers.length === 0)
        return undefined;
    const name = (0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(containerName);
    const mismatch = (message) => ({
        code: 'appspec-container',
        message,
        hint: 'The service, the AppSpec and the task definition must agree on the container and on one of its portMappings.'
    });
    const container = containers.find(one => one['name'] === containerName);
    if (container === undefined) {
        const known = containers.flatMap(one => (typeof one['name'] === 'string' ? [(0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(one['name'])] : []));
        const message = `The traffic would go to container "${name}", which the task definition does not have (${known.join(', ')}).`;
        return { about: 'container', problem: mismatch(message) };
    }
    const mappings = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(container['portMappings']);
    if (mappings.some(one => isMapped(containerPort, one)))
        return undefined;
    const ports = mappings.map(one => (0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(String(one['containerPortRange'] ?? one['containerPort'])));
    const message = `The traffic would go to port ${containerPort} of container "${name}", which the task definition does not map (${ports.join(', ') || 'no port'}).`;
    return { about: 'port', problem: mismatch(message) };
}
function isMapped(port, { containerPort, containerPortRange }) {
    if (typeof containerPortRange !== 'string')
        return Number(containerPort) === port;
    const [first = Number.NaN, last = first] = containerPortRange.split('-').map(Number);
    return first <= port && port <= last;
}
function hashOf(content) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(content).digest('hex');
}
function deploysSame({ sha256, content: theirs }, content) {
    return sha256 === undefined ? theirs === content : sha256.toLowerCase() === hashOf(content);
}


/***/ }),

/***/ 81693:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ rollsBackByItself),
/* harmony export */   Uj: () => (/* binding */ hasCompleted),
/* harmony export */   Ux: () => (/* binding */ judgeDeployments),
/* harmony export */   _b: () => (/* binding */ isFromBefore),
/* harmony export */   a6: () => (/* binding */ LOOKS_AT_OLD_LIST),
/* harmony export */   bN: () => (/* binding */ judgeScaling),
/* harmony export */   kY: () => (/* binding */ failureText),
/* harmony export */   nT: () => (/* binding */ judgeFailed),
/* harmony export */   o4: () => (/* binding */ newerThanMine)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65955);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97387);



const LOOKS_TO_BELIEVE = 3;
const LOOKS_AT_OLD_LIST = 7;
function judgeDeployments(target, service, memory) {
    const mine = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, target.deploymentId);
    if (mine?.rolloutState === 'FAILED')
        return judgeFailed(target, service, memory);
    if (mine?.status === 'PRIMARY')
        return judgePrimary(mine, service);
    const newer = newerThanMine(target, service);
    if (newer)
        return hasCompleted(target, service) ? { state: 'succeeded' } : newer;
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    if (mine) {
        return primary
            ? { state: 'rolling-back', reason: failureText(target, service) }
            : { state: 'in-progress' };
    }
    return judgeGone(target, service, memory);
}
function judgePrimary(mine, service) {
    if (mine.rolloutState === 'COMPLETED')
        return { state: 'succeeded' };
    const settled = service.deployments.length === 1 && mine.runningCount === mine.desiredCount;
    return mine.rolloutState === undefined && settled ? { state: 'succeeded' } : { state: 'in-progress' };
}
function judgeFailed(target, service, memory) {
    const reason = failureText(target, service);
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    const wayBack = service.deployments.some(deployment => target.before.includes(deployment.id) && deployment.rolloutState !== 'FAILED');
    if (primary && target.before.includes(primary.id))
        return { state: 'rolling-back', reason };
    const isDue = isRollbackDue(service, reason);
    const newer = newerThanMine(target, service);
    if (newer?.state === 'superseded' && (isDue || memory.failure !== undefined))
        return newer;
    const expected = isDue && wayBack;
    return expected && memory.failedLooks < LOOKS_TO_BELIEVE
        ? { state: 'rolling-back', reason }
        : { state: 'failed', reason };
}
function rollsBackByItself(service) {
    return service.circuitBreaker.enable && service.circuitBreaker.rollback;
}
function isRollbackDue(service, reason) {
    const alarms = memberOf(memberOf(service.raw, 'deploymentConfiguration'), 'alarms');
    const byAlarm = memberOf(alarms, 'enable') === true && memberOf(alarms, 'rollback') === true;
    if (/user request/i.test(reason))
        return true;
    if (/alarm/i.test(reason))
        return byAlarm;
    if (/circuit breaker|tasks failed to start/i.test(reason))
        return rollsBackByItself(service);
    return service.strategy !== 'ROLLING' || byAlarm || rollsBackByItself(service);
}
function judgeGone(target, service, memory) {
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    const failed = memory.failure ?? failureEvent(target, service);
    if (failed === undefined && hasCompleted(target, service))
        return { state: 'succeeded' };
    const believed = failed !== undefined || (memory.sawMine && memory.gone >= LOOKS_TO_BELIEVE);
    if (!believed || !primary || isFromBefore(target, primary, memory))
        return { state: 'in-progress' };
    const reason = failed ??
        'The service no longer lists the deployment, and ECS logged no event: it was probably rolled back.';
    if (primary.rolloutState === 'FAILED')
        return { state: 'failed', reason: `${reason} The rollback failed too.`, rollback: 'failed' };
    if (primary.rolloutState === 'IN_PROGRESS')
        return { state: 'rolling-back', reason };
    return { state: 'rolled-back', reason };
}
function isFromBefore(target, primary, memory) {
    if (memory.gone > LOOKS_AT_OLD_LIST)
        return false;
    return (primary.updatedAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0);
}
function newerThanMine(target, service) {
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    if (!primary || primary.id === target.deploymentId || target.before.includes(primary.id))
        return undefined;
    if ((primary.createdAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0))
        return undefined;
    const { id: deploymentId, taskDefinition } = primary;
    if (taskDefinition === target.taskDefinition)
        return { state: 'adopted', deploymentId, taskDefinition };
    return {
        state: 'superseded',
        by: { deploymentId, taskDefinition },
        reason: `Another deployment (${primary.id}, ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(primary.taskDefinition)}) was started during this run's rollout.`
    };
}
function hasCompleted({ deploymentId }, service) {
    if ((0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, deploymentId)?.rolloutState === 'COMPLETED')
        return true;
    const said = `(deployment ${deploymentId}) deployment completed.`;
    return service.events.some(({ message }) => message.includes(said));
}
function judgeScaling(target, service) {
    const reached = service.desiredCount === target.scaleTo && service.runningCount === target.scaleTo;
    return reached ? { state: 'succeeded' } : { state: 'in-progress' };
}
function reasonOf(deployment) {
    const reason = deployment?.rolloutStateReason;
    return reason !== undefined && reason !== '' ? reason : undefined;
}
function failureText(target, service) {
    const mine = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, target.deploymentId);
    const own = mine?.rolloutState === 'FAILED' ? reasonOf(mine) : undefined;
    return own ?? failureEvent(target, service) ?? reasonOf((0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service)) ?? 'ECS gave no reason.';
}
function failureEvent(target, service) {
    return service.events.find(event => event.message.includes(`(deployment ${target.deploymentId}) deployment failed`))?.message;
}
function memberOf(value, key) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(value) ? value[key] : undefined;
}


/***/ }),

/***/ 89400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fb: () => (/* binding */ generalizeReason),
/* harmony export */   GJ: () => (/* binding */ onOneLine),
/* harmony export */   Li: () => (/* binding */ hasSigns),
/* harmony export */   NN: () => (/* binding */ RECENT_MS),
/* harmony export */   S5: () => (/* binding */ eventsSince),
/* harmony export */   gl: () => (/* binding */ TROUBLE),
/* harmony export */   m_: () => (/* binding */ briefly)
/* harmony export */ });
const RECENT_MS = 60 * 60_000;
const TROUBLE = /unable|fail|unhealthy|not healthy|could not|limit|throttled|misconfigured|no space left|NOT FOUND/i;
const STARTED = /has started \d+ tasks/i;
function hasSigns(service, deploymentId, now) {
    const { desiredCount, runningCount, pendingCount, deployments } = service;
    const failed = deployments.find(({ id }) => id === deploymentId)?.failedTasks ?? 0;
    if (failed > 0 || pendingCount > 0 || runningCount < desiredCount)
        return true;
    return eventsSince(service, deploymentId, now).some(({ message }) => STARTED.test(message) || TROUBLE.test(message));
}
function eventsSince({ events }, deploymentId, now) {
    const recent = events.filter(({ createdAt }) => createdAt > now - RECENT_MS);
    const completed = recent.findIndex(({ message }) => message.includes(`(deployment ${deploymentId}) deployment completed.`));
    return completed < 0 ? recent : recent.slice(0, completed);
}
function generalizeReason(text) {
    return onOneLine(text)
        .replace(/\b[0-9a-f]{32}\b/g, '…')
        .replace(/:(?: \(task [^()]*…\))+/g, '');
}
function onOneLine(text) {
    return (text
        .replace(/^\(service [\w-]+\) /, '')
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
        .replace(/,? ?request id: [\w-]+/gi, '')
        .replace(/(assumed-role\/[\w+=,.@-]+)\/[\w+=,.@-]+/g, '$1/…')
        .replace(/exec: "([^\s"]+) [^"]*"/g, 'exec: "$1 …"')
        .replace(/status code: 400\.?$/, '')
        .trim());
}
function briefly(message) {
    return generalizeReason(message).replace(/^(?:\((?:deployment|taskSet|task) [^()]*\) )+/, '');
}


/***/ }),

/***/ 27621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GC: () => (/* binding */ DeploymentRecords),
/* harmony export */   Tq: () => (/* binding */ findRecord),
/* harmony export */   zv: () => (/* binding */ recordOf)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88757);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97387);


const CLOCK_SKEW_MS = 5 * 60_000;
const LISTS_A_LOOK = 40;
const FAILURES_TO_GIVE_UP = 3;
function recordOf(deploymentId, records) {
    const digits = deploymentId.slice(deploymentId.lastIndexOf('/') + 1);
    return records.find(({ targetRevisionArn }) => targetRevisionArn?.endsWith(`/${digits}`));
}
async function findRecord(ecs, { cluster, service, deploymentId, startedAt }) {
    const since = startedAt - CLOCK_SKEW_MS;
    return recordOf(deploymentId, await ecs.listServiceDeployments(cluster, service, since));
}
class DeploymentRecords {
    #ecs;
    #log;
    #arns = new Map();
    #listed = new Map();
    #available = true;
    #failures = 0;
    constructor(ecs, log) {
        this.#ecs = ecs;
        this.#log = log;
    }
    async read(wanted) {
        if (!this.#available || wanted.length === 0)
            return new Map();
        try {
            const described = await this.#describe(wanted);
            const turns = this.#turnsOf(wanted.filter(({ deploymentId }) => !this.#arns.has(deploymentId)));
            const listed = (await Promise.all(turns.map(rollout => this.#list(rollout)))).flat();
            const newlyFound = listed.length === 0 ? [] : await this.#describe(turns);
            this.#failures = 0;
            return new Map([...described, ...listed, ...newlyFound]);
        }
        catch (error) {
            this.#note(error);
            return new Map();
        }
    }
    keepOnly(deploymentIds) {
        for (const known of [this.#arns, this.#listed])
            for (const id of known.keys())
                if (!deploymentIds.has(id))
                    known.delete(id);
    }
    async #describe(wanted) {
        const arns = wanted.flatMap(rollout => this.#arns.get(rollout.deploymentId) ?? guessOf(rollout) ?? []);
        if (arns.length === 0)
            return new Map();
        const records = await this.#ecs.describeServiceDeployments([...new Set(arns)]);
        return new Map(wanted.flatMap(({ deploymentId }) => {
            const record = recordOf(deploymentId, records);
            if (record)
                this.#arns.set(deploymentId, record.arn);
            return record ? [[deploymentId, record]] : [];
        }));
    }
    #turnsOf(open) {
        const rank = ({ state, deploymentId }) => (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentUnderWay */ .TC)(state)?.id === deploymentId ? (this.#listed.get(deploymentId) ?? 0) : -1;
        const turns = open.toSorted((a, b) => rank(a) - rank(b)).slice(0, LISTS_A_LOOK);
        for (const { deploymentId } of turns)
            this.#listed.set(deploymentId, (this.#listed.get(deploymentId) ?? 0) + 1);
        return turns;
    }
    async #list(rollout) {
        const { deploymentId } = rollout;
        const record = await findRecord(this.#ecs, rollout);
        if (!record)
            return [];
        this.#arns.set(deploymentId, record.arn);
        return [[deploymentId, record]];
    }
    #note(error) {
        this.#failures += 1;
        const kind = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy ? error.kind : 'lost';
        if (kind !== 'denied' && kind !== 'unsupported' && this.#failures < FAILURES_TO_GIVE_UP)
            return;
        this.#available = false;
        const operation = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy ? error.operation : 'ecs:ListServiceDeployments';
        const why = kind === 'denied' ? 'no permission for' : 'this endpoint does not answer';
        this.#log.notice(`Service deployments are not used (${why} ${operation}); the outcome is decided from the service's deployment list and events.`);
    }
}
function guessOf({ state, deploymentId }) {
    return (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(state)?.id === deploymentId ? state.currentServiceDeployment : undefined;
}


/***/ }),

/***/ 72820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qy: () => (/* binding */ LONGEST_DEPLOYMENT_MS),
/* harmony export */   jO: () => (/* binding */ findRollbackUnderWay),
/* harmony export */   jy: () => (/* binding */ redeploy),
/* harmony export */   lP: () => (/* binding */ startRollback),
/* harmony export */   sR: () => (/* binding */ describeRollback)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(318);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88757);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _deployment_list_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(81693);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97387);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27621);
/* harmony import */ var _rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(10884);
/* harmony import */ var _update_service_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(86292);








const LONGEST_DEPLOYMENT_MS = 30 * 24 * 3_600_000;
async function findRollbackUnderWay(ecs, state, now) {
    const to = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentUnderWay */ .TC)(state);
    if (!to)
        return undefined;
    const { createdAt = Number.POSITIVE_INFINITY } = to;
    const newer = state.deployments.find(other => (other.createdAt ?? 0) > createdAt);
    if (newer)
        return { from: newer, to };
    if (state.deployments.some(({ rolloutState }) => rolloutState === 'COMPLETED'))
        return undefined;
    try {
        return await findByRecord(ecs, { state, to, since: now - LONGEST_DEPLOYMENT_MS });
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        return undefined;
    }
}
async function findByRecord(ecs, { state, to, since }) {
    const { clusterArn, service } = state;
    const [newest] = await ecs.listServiceDeployments(clusterArn, service, since);
    const arn = newest?.targetRevisionArn;
    const isBack = newest?.status === 'ROLLBACK_REQUESTED' || newest?.status === 'ROLLBACK_IN_PROGRESS';
    if (!isBack || arn === undefined)
        return undefined;
    const id = `ecs-svc/${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(arn)}`;
    if (id === to.id)
        return undefined;
    const taskDefinition = (await ecs.describeServiceRevisions([arn])).get(arn) ?? '';
    return { from: { id, taskDefinition, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ createdAt: newest?.createdAt }) }, to };
}
function describeRollback({ from, to }) {
    const left = from.taskDefinition === '' ? from.id : (0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(from.taskDefinition);
    return `from ${left} to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(to.taskDefinition)}`;
}
const LOOK_AGAIN_MS = [0, 2_000, 5_000];
async function startRollback(subject, ports) {
    if ((0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__/* .goodRevisionOf */ .Kc)(subject.before) === undefined)
        return NOTHING_BEFORE;
    try {
        if (await stopOurs(subject, ports))
            return { kind: 'stopped' };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        const begun = await redeploy(subject, ports);
        return begun.kind === 'redeployed' ? { ...begun, because: `${error.operation}: ${error.awsName}` } : begun;
    }
    return redeploy(subject, ports);
}
const NOTHING_BEFORE = {
    kind: 'impossible',
    reason: 'no earlier deployment of the service was completed'
};
async function stopOurs(subject, ports) {
    const arn = subject.recordArn ?? (await lookForRecord(subject, ports));
    if (arn === undefined)
        return false;
    await ports.ecs.stopServiceDeployment(arn);
    return true;
}
async function lookForRecord({ cluster, service, target, startedAt }, { ecs, clock, signal }) {
    for (const wait of LOOK_AGAIN_MS) {
        if (wait > 0)
            await clock.sleep(wait, signal);
        const { deploymentId } = target;
        const record = await (0,_records_js__WEBPACK_IMPORTED_MODULE_5__/* .findRecord */ .Tq)(ecs, { cluster, service, deploymentId, startedAt });
        if (record || signal?.aborted)
            return record?.arn;
    }
    return undefined;
}
async function redeploy(subject, ports) {
    const { before, target } = subject;
    const good = (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__/* .goodRevisionOf */ .Kc)(before);
    if (good === undefined)
        return NOTHING_BEFORE;
    if (good === target.taskDefinition) {
        return {
            kind: 'impossible',
            reason: 'the service ran the same revision before, so there is no other one to roll back to'
        };
    }
    try {
        return await startAgain(subject, good, ports);
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        return { kind: 'impossible', reason: `${error.operation} failed (${error.awsName}: ${error.message})` };
    }
}
async function startAgain(subject, good, ports) {
    const { service, cluster, restoreCount, target: ours } = subject;
    const { ecs, clock } = ports;
    const { services } = await ecs.describeServices(cluster, [service]);
    const now = services[0];
    if (!now)
        return { kind: 'impossible', reason: 'ECS no longer knows the service' };
    const newer = (0,_deployment_list_js__WEBPACK_IMPORTED_MODULE_6__/* .newerThanMine */ .o4)(ours, now);
    if (newer?.state === 'superseded')
        return { kind: 'impossible', reason: newer.reason };
    const scaled = (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ desiredCount: restoreCount });
    const request = { cluster, service, taskDefinition: good, ...scaled };
    const update = { request, before: now };
    const answer = await (0,_update_service_js__WEBPACK_IMPORTED_MODULE_7__/* .updateServiceOnce */ .S$)(ecs, clock, update);
    const state = await (0,_update_service_js__WEBPACK_IMPORTED_MODULE_7__/* .confirmDeployment */ .MZ)(ecs, clock, { ...update, answer });
    const primary = state && (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(state);
    if (!state || !primary) {
        return { kind: 'impossible', reason: 'ECS accepted the update but shows no new deployment' };
    }
    const target = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .watchedDeployment */ .Ac)({ ...primary, taskDefinition: good }, now);
    return { kind: 'redeployed', state, target };
}


/***/ }),

/***/ 57773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ readServiceStatus),
/* harmony export */   n: () => (/* binding */ unrestOf)
/* harmony export */ });
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(84120);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97387);
/* harmony import */ var _diagnosis_events_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(89400);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38704);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(27621);
/* harmony import */ var _rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10884);
/* harmony import */ var _start_rollback_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72820);








async function readServiceStatus(ecs, state, about) {
    const { now, ...place } = about;
    const notVerified = [];
    const isOurs = state.deploymentController === 'ECS';
    const read = isOurs ? await (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .readPast */ .rj)(ecs, state, now) : undefined;
    const unknown = read && ('none' in read ? read : read.gap);
    if (unknown)
        notVerified.push(`rollback targets: ${unknown.none}`);
    if (!isOurs)
        notVerified.push(`deployments in progress and rollback targets: ${state.deploymentController} keeps them, which is not asked`);
    if (isOurs && state.status === 'ACTIVE' && state.deployments.length === 0)
        notVerified.push('deployments in progress: ECS listed no deployment at all');
    const checked = read && 'none' in read ? undefined : read && (await (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .checkTargets */ .VJ)(ecs, read.past));
    if (checked?.notVerified !== undefined)
        notVerified.push(checked.notVerified);
    const past = checked?.past;
    const back = isOurs ? await (0,_start_rollback_js__WEBPACK_IMPORTED_MODULE_1__/* .findRollbackUnderWay */ .jO)(ecs, state, now) : undefined;
    const underWay = isOurs ? await readUnderWay(ecs, state, { now, notVerified, back }) : undefined;
    const { taskDefinition } = state;
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(state);
    const current = past?.find(one => one.state === 'current');
    const isActive = isOurs && state.status === 'ACTIVE';
    const begun = primary?.rolloutState === 'IN_PROGRESS' ? undefined : primary?.createdAt;
    const { service, status, strategy, desiredCount, runningCount, pendingCount } = state;
    return {
        ...{ service, ...place, status, controller: state.deploymentController, strategy, taskDefinition },
        ...{ desiredCount, runningCount, pendingCount, drift: { kind: 'not-compared' }, notVerified },
        deployments: state.deployments.map(one => ({
            ...{
                id: one.id,
                status: one.status,
                taskDefinition: one.taskDefinition,
                runningCount: one.runningCount
            },
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ createdAt: one.createdAt, rolloutState: one.rolloutState })
        })),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({
            since: underWay === undefined ? (current?.since ?? begun) : undefined,
            underWay,
            rollbackTarget: isActive ? targetOf(state, { past: past ?? [], back, underWay }) : undefined,
            unrest: isActive && underWay === undefined ? unrestOf(state, now) : undefined,
            past: past?.filter(one => one.state !== 'current')
        })
    };
}
function targetOf(state, { past, back, underWay }) {
    const target = (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .targetNow */ .ID)(state, past, back);
    const isUnusable = past.some(({ arn, unusable }) => arn === target?.arn && unusable !== undefined);
    if (target && isUnusable && underWay === undefined)
        return (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .nextTargetOf */ .aY)(past, target.arn);
    return target && underWay?.isRollback && back === undefined
        ? { arn: target.arn, how: 'ECS is rolling back to it already' }
        : target;
}
async function readUnderWay(ecs, state, { now, notVerified, back }) {
    const busy = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .deploymentUnderWay */ .TC)(state);
    if (!busy)
        return undefined;
    const own = back?.from ?? busy;
    const base = {
        ...{ id: own.id, taskDefinition: own.taskDefinition },
        failedTasks: state.deployments.find(({ id }) => id === own.id)?.failedTasks ?? 0,
        ...(back ? { isRollback: true } : {}),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ startedAt: own.createdAt })
    };
    try {
        const record = await recordOfDeployment(ecs, state, { id: own.id, startedAt: own.createdAt ?? now });
        if (record === undefined) {
            notVerified.push('stage and pause: ECS does not list the record of the deployment');
            return base;
        }
        const { arn, status, lifecycleStage: stage, trafficPercent } = record;
        const isRollback = base.isRollback ?? (status.startsWith('ROLLBACK_') ? true : undefined);
        const known = { stage, trafficPercent, paused: (0,_progress_js__WEBPACK_IMPORTED_MODULE_4__/* .pauseResultOf */ .Jo)(record), isRollback };
        return { ...base, arn, status, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)(known) };
    }
    catch (error) {
        notVerified.push(`stage and pause: ${(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .refusedCall */ .dr)(error)}`);
        return base;
    }
}
async function recordOfDeployment(ecs, { clusterArn, service }, { id, startedAt }) {
    const brief = await (0,_records_js__WEBPACK_IMPORTED_MODULE_6__/* .findRecord */ .Tq)(ecs, { cluster: clusterArn, service, deploymentId: id, startedAt });
    return brief && (await ecs.describeServiceDeployments([brief.arn]))[0];
}
const STARTED = /has started (\d+) tasks/;
const FEW_STARTS = 3;
function unrestOf(service, now) {
    const events = (0,_diagnosis_events_js__WEBPACK_IMPORTED_MODULE_7__/* .eventsSince */ .S5)(service, (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(service)?.id, now);
    const trouble = events.find(({ message }) => _diagnosis_events_js__WEBPACK_IMPORTED_MODULE_7__/* .TROUBLE */ .gl.test(message));
    const starts = events.reduce((sum, { message }) => sum + Number(STARTED.exec(message)?.[1] ?? 0), 0);
    const isBusy = starts >= FEW_STARTS && starts > service.desiredCount;
    const said = [
        isBusy ? `ECS has started ${starts} tasks in the last hour without a deployment` : '',
        trouble === undefined
            ? ''
            : `ECS reported at ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_4__/* .minuteOf */ .iA)(trouble.createdAt)}: ${(0,_diagnosis_events_js__WEBPACK_IMPORTED_MODULE_7__/* .generalizeReason */ .Fb)(trouble.message).replace(/\.$/, '')}`
    ].filter(text => text !== '');
    return said.length === 0 ? undefined : said.join('; ');
}


/***/ }),

/***/ 86292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G_: () => (/* binding */ describeFailedUpdate),
/* harmony export */   MZ: () => (/* binding */ confirmDeployment),
/* harmony export */   S$: () => (/* binding */ updateServiceOnce),
/* harmony export */   mF: () => (/* binding */ refusedUpdate)
/* harmony export */ });
/* unused harmony export asksForDeployment */
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84120);
/* harmony import */ var _deploy_services_compare_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64917);
/* harmony import */ var _deploy_services_settings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(78977);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97387);





const LOOK_AFTER_MS = [1_000, 3_000, 3_000, 3_000];
const LOOK_LONGER_MS = [...LOOK_AFTER_MS, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000];
const LAST_LOOK_MS = 1_000;
const ATTEMPTS = 4;
async function updateServiceOnce(ecs, clock, update) {
    for (let attempt = 1;; attempt++) {
        try {
            return await ecs.updateService(update.request);
        }
        catch (error) {
            if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy) || error.kind !== 'lost')
                throw error;
            const found = await findUpdated(ecs, clock, update);
            if (found)
                return found;
            if (attempt === ATTEMPTS || update.signal?.aborted)
                throw error;
        }
    }
}
async function confirmDeployment(ecs, clock, update) {
    const { request, before, answer } = update;
    if (!asksForDeployment(request, before) && showsCount(request, answer))
        return answer;
    return wasCarriedOut(request, before, answer) ? answer : findUpdated(ecs, clock, update);
}
async function findUpdated(ecs, clock, update) {
    const { signal } = update;
    const waits = update.request.forceNewDeployment === true ? LOOK_LONGER_MS : LOOK_AFTER_MS;
    for (const wait of waits) {
        const isLast = signal?.aborted === true;
        await (isLast ? clock.sleep(Math.min(wait, LAST_LOOK_MS)) : clock.sleep(wait, signal));
        const { services } = await ecs.describeServices(update.request.cluster, [update.request.service]);
        const state = services[0];
        if (state && wasCarriedOut(update.request, update.before, state))
            return state;
        if (isLast)
            return undefined;
    }
    return undefined;
}
function describeFailedUpdate(error, message) {
    const isOpen = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && (error.kind === 'lost' || error.operation !== UPDATE);
    return isOpen ? `Not verified: whether ECS has begun the deployment is not known. ${message}` : message;
}
function refusedUpdate(error) {
    const isRefused = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && error.operation === UPDATE && (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .leftAsItWas */ .QU)(error);
    return isRefused ? { isRefused } : {};
}
const UPDATE = 'ecs:UpdateService';
function wasCarriedOut(request, before, now) {
    if (!asksForDeployment(request, before))
        return showsAll(request, now);
    const known = new Set(before.deployments.map(deployment => deployment.id));
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(now);
    return primary !== undefined && !known.has(primary.id) && primary.taskDefinition === request.taskDefinition;
}
function asksForDeployment(request, before) {
    const { taskDefinition, forceNewDeployment } = request;
    if (forceNewDeployment === true)
        return true;
    if (taskDefinition !== undefined && taskDefinition !== before.taskDefinition)
        return true;
    return (0,_deploy_services_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .startsDeployment */ .vI)((0,_deploy_services_compare_js__WEBPACK_IMPORTED_MODULE_4__/* .differingMembers */ .y)(request.members ?? {}, before.raw));
}
function showsAll(request, now) {
    return showsCount(request, now) && (0,_deploy_services_compare_js__WEBPACK_IMPORTED_MODULE_4__/* .differingMembers */ .y)(request.members ?? {}, now.raw).length === 0;
}
function showsCount({ desiredCount }, now) {
    return desiredCount === undefined || now.desiredCount === desiredCount;
}


/***/ })

};

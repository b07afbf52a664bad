export const id = 847;
export const ids = [847];
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

/***/ 43917:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DY: () => (/* binding */ notStarted),
/* harmony export */   E5: () => (/* binding */ withoutDeployment),
/* harmony export */   HU: () => (/* binding */ revisionFor),
/* harmony export */   I8: () => (/* binding */ ourRollout),
/* harmony export */   IK: () => (/* binding */ lookAgain),
/* harmony export */   Rg: () => (/* binding */ thenBack),
/* harmony export */   Tk: () => (/* binding */ waitLimit),
/* harmony export */   bx: () => (/* binding */ baseOf),
/* harmony export */   lo: () => (/* binding */ batchedReader),
/* harmony export */   nC: () => (/* binding */ NOT_WAITED_FOR),
/* harmony export */   uU: () => (/* binding */ courseOf),
/* harmony export */   yh: () => (/* binding */ isoTimestamp)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88757);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97387);
/* harmony import */ var _rollout_diagnosis_definition_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51836);
/* harmony import */ var _rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10884);
/* harmony import */ var _rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72820);






const MINUTE_MS = 60_000;
function baseOf(service, { arns }) {
    const previous = service.action.kind === 'follow'
        ? ((0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .goodRevisionOf */ .Kc)(service.before) ?? service.previousTaskDefinitionArn)
        : service.previousTaskDefinitionArn;
    return {
        service: service.service,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ key: service.key }),
        cluster: service.site.cluster,
        region: service.site.region,
        taskDefinitionArn: revisionFor(service, { arns }),
        ...(previous === '' ? {} : { previousTaskDefinitionArn: previous })
    };
}
function revisionFor(service, { arns }) {
    return arns.get(service.definitionId) ?? service.previousTaskDefinitionArn;
}
function notStarted(service, run, why) {
    return { result: { ...baseOf(service, run), outcome: 'not-started', ...why }, milestones: [] };
}
function thenBack(first, back) {
    const samples = [...(first.samples ?? []), ...(back.samples ?? [])];
    const milestones = [...first.milestones, ...back.milestones];
    return samples.length === 0 ? { milestones } : { milestones, samples };
}
function courseOf({ milestones, samples }) {
    return { milestones, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ samples }) };
}
function withoutDeployment(state, id) {
    return { ...state, deployments: state.deployments.filter(one => one.id !== id) };
}
const NOT_WAITED_FOR = {
    outcome: 'requested',
    reason: 'Updated; the rollout is not monitored (wait-until: none).',
    isOngoing: true
};
function isoTimestamp(milliseconds) {
    return new Date(milliseconds).toISOString();
}
function waitLimit({ waitMinutes }) {
    return waitMinutes * MINUTE_MS;
}
function ourRollout(service, now, run) {
    const { configuration, ports } = run;
    const startedAt = ports.clock.now();
    const goal = configuration.waitUntil === 'none' ? 'deployed' : configuration.waitUntil;
    const { createdAt } = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .deploymentOf */ .PE)(now.state, now.deploymentId) ?? {};
    const taskDefinition = revisionFor(service, run);
    const deployment = { id: now.deploymentId, taskDefinition, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ createdAt }) };
    const target = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .watchedDeployment */ .Ac)(deployment, service.before, goal);
    const isScaling = service.action.kind === 'scale';
    const watch = {
        ecs: now.ecs,
        startedAt,
        deadline: startedAt + Math.min(waitLimit(configuration) + bakingTime(now.state.raw), _rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_3__/* .LONGEST_DEPLOYMENT_MS */ .Qy),
        purpose: 'ours'
    };
    const rollout = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .rolloutOf */ .Zb)(service, service.action.kind === 'scale' ? { ...target, scaleTo: service.action.to } : target, watch);
    return configuration.onCancel === 'rollback' && !isScaling
        ? { ...rollout, isRolledBackOnCancel: true }
        : rollout;
}
function bakingTime(service) {
    const configuration = (0,_rollout_diagnosis_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .memberObject */ .Gu)(service, 'deploymentConfiguration');
    const bake = numberOf(configuration['bakeTimeInMinutes'], 0);
    switch (configuration['strategy']) {
        case 'BLUE_GREEN':
            return bake * MINUTE_MS;
        case 'LINEAR': {
            const linear = (0,_rollout_diagnosis_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .memberObject */ .Gu)(configuration, 'linearConfiguration');
            const step = Math.max(3, numberOf(linear['stepPercent'], 10));
            const steps = Math.ceil(100 / step) - 1;
            return (steps * numberOf(linear['stepBakeTimeInMinutes'], 6) + bake) * MINUTE_MS;
        }
        case 'CANARY': {
            const canary = (0,_rollout_diagnosis_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .memberObject */ .Gu)(configuration, 'canaryConfiguration');
            return (numberOf(canary['canaryBakeTimeInMinutes'], 10) + bake) * MINUTE_MS;
        }
        default:
            return 0;
    }
}
function numberOf(value, otherwise) {
    return typeof value === 'number' ? value : otherwise;
}
function batchedReader(clock) {
    let open = [];
    const begin = (ecs, cluster) => {
        const names = new Set();
        const states = clock.sleep(0).then(async () => {
            open = open.filter(other => other !== batch);
            return (await ecs.describeServices(cluster, [...names])).services;
        });
        const batch = { ecs, cluster, names, states };
        open = [...open, batch];
        return batch;
    };
    return async (ecs, cluster, service) => {
        const batch = open.find(one => one.ecs === ecs && one.cluster === cluster) ?? begin(ecs, cluster);
        batch.names.add(service);
        return (await batch.states).find(state => state.service === service);
    };
}
async function lookAgain({ service, site }, run) {
    try {
        return await run.look((await run.aws(site)).ecs, site.cluster, service);
    }
    catch (error) {
        if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_5__/* .AwsError */ .Gy)
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 13675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ withChangedDuringRollout),
/* harmony export */   o: () => (/* binding */ withOldValues)
/* harmony export */ });
/* harmony import */ var _audit_find_uses_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9155);
/* harmony import */ var _audit_old_values_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61631);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(84120);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(65955);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(97387);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(13235);
/* harmony import */ var _rollout_progress_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(38704);
/* harmony import */ var _carry_out_run_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(43917);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96540);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54208);













async function findOldValues(services, plan, looking) {
    const found = [];
    for (const group of (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(services, ({ service }) => (0,_target_js__WEBPACK_IMPORTED_MODULE_1__/* .accountKey */ .LQ)(service.site)))
        found.push(...(await findInAccount(group, plan, looking)));
    return found;
}
async function findInAccount(group, plan, { ports, configuration: { maxRetries }, lookAgain }) {
    const [{ service: first }] = group;
    const { region, roleArn } = first.site;
    const aws = await ports.connectCleanup({ region, maxRetries, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ roleArn }) });
    const since = Math.min(...group.map(one => one.since));
    const definitions = group.map(({ service }) => (0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .rY)(plan, service.definitionId));
    const reads = await readOrWhy(() => (0,_audit_old_values_js__WEBPACK_IMPORTED_MODULE_4__/* .readStartReads */ .GG)(definitions, { region, since }, aws));
    if (typeof reads === 'string')
        return group.map(({ service }) => ({ service, kind: 'open', text: reads }));
    const looked = group.map((one, index) => ({ ...one, reads: reads[index] ?? [] }));
    const found = looked.flatMap(unusable);
    const suspects = looked.filter(one => one.reads.some(read => isAfter(read, one.since)));
    for (const [cluster, own] of (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .grouped */ .zD)(suspects, ({ service }) => service.site.cluster)) {
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
        return [{ service, kind: 'stale', text: `${which} might hold an old value of ${(0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)(words, 3, '; ')}` }];
    }
    const running = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_9__/* .primaryOf */ .Os)(before)?.runningCount ?? before.runningCount;
    if (own.length < running)
        return [{ ...open(service), text: `ECS lists ${own.length} of its ${running} running tasks` }];
    return (0,_audit_old_values_js__WEBPACK_IMPORTED_MODULE_4__/* .undatedTasks */ .sD)(own).length > 0
        ? [{ ...open(service), text: 'ECS does not return when its tasks were created' }]
        : [];
}
function begunAt(before) {
    const set = (0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .objectsIn */ .Q)(before.raw['taskSets']).find(({ status }) => status === 'PRIMARY');
    const { createdAt } = set ?? {};
    return (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_9__/* .primaryOf */ .Os)(before)?.createdAt ?? (typeof createdAt === 'number' ? createdAt * 1000 : 0);
}
const NAMED = 12;
const SAID = [
    [
        'stale',
        (told, names) => ({
            isWarning: true,
            message: `Values have changed since tasks started: ${told}. Tasks read a value only when they start. Mode rotate-restart starts new ones, and so does force-new-deployment: true.`,
            verdict: `Tasks might hold an old value of a secret or file: ${names}; rotate-restart starts new ones.`
        })
    ],
    [
        'missing',
        (told, names) => ({
            isWarning: true,
            message: `Environment files do not exist in S3, so no new task can start: ${told}.`,
            verdict: `No new task can start without its environment file: ${names}.`
        })
    ],
    [
        'open',
        told => ({
            isUnverified: true,
            message: `Not verified: whether tasks hold an old value of a secret that may have changed: ${told}. Mode rotate-restart finds and restarts them.`
        })
    ],
    ['unread', told => ({ message: `Not checked: whether these have changed since tasks started: ${told}.` })]
];
function remarksOf(found) {
    return SAID.flatMap(([kind, say]) => {
        const own = found.filter(one => one.kind === kind);
        const names = [...new Set(own.map(({ service }) => (0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_11__/* .labelOf */ .Wy)(service)))];
        const told = own.map(({ service, text }) => `${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_11__/* .labelOf */ .Wy)(service)} (${text})`);
        return own.length === 0 ? [] : [say((0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)(told, NAMED), (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)(names, NAMED))];
    });
}
function staleTextOf(found, service) {
    return found.findLast(one => one.service === service && one.kind === 'stale')?.text;
}
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
        const isRenewed = (one) => one.action.kind !== 'follow' && planning.renewed?.has((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_11__/* .keyOf */ .TN)(one));
        const services = plan.services.map((one) => {
            const why = staleTextOf(found, one);
            if (why === undefined)
                return one;
            if (!isRenewed(one))
                return { ...one, oldValue: `${why}: rotate-restart starts new ones` };
            return { ...one, action: { kind: 'update', because: 'old-value', why, forceNewDeployment: true } };
        });
        const looked = { ...plan, services };
        const left = found.filter(({ kind, service }) => kind !== 'stale' || !isRenewed(service));
        const remarks = [...report.remarks, ...remarksOf(left)];
        return { ...planned, plan: looked, report: { ...report, plan: looked, remarks } };
    }
    catch (error) {
        return { report: { ...report, problems: [...report.problems, (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_6__/* .refusalOf */ .Of)(error)] } };
    }
}
async function withChangedDuringRollout(carried, run) {
    const fresh = run.ports.signal.aborted ? [] : [...carried].filter(isNew);
    if (fresh.length === 0)
        return { carried, remarks: [] };
    const reading = fresh.map(([service, done]) => ({ service, since: sinceOf(service, done) }));
    const looking = { ...run, lookAgain: (service) => (0,_carry_out_run_js__WEBPACK_IMPORTED_MODULE_12__/* .lookAgain */ .IK)(service, run) };
    const found = await findOldValues(reading, run.plan, looking).catch((error) => fresh.map(([service]) => ({ ...open(service), text: (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_6__/* .refusedCall */ .dr)(error) })));
    const known = found.filter(({ kind }) => kind !== 'unread');
    const isRestart = 'mode' in run.configuration && run.configuration.mode === 'rotate-restart';
    const told = [...carried].map(([service, done]) => {
        const text = staleTextOf(known, service);
        if (text === undefined)
            return [service, done];
        const { result } = done.end;
        const problem = {
            code: 'rotated-again',
            fault: 'cloud',
            service: result.service,
            message: `Service "${result.service}": a value was changed again during the restart: ${text}.`,
            hint: 'Run rotate-restart again.'
        };
        const reason = `${result.reason} But ${text}: rotate-restart starts new ones.`;
        const end = isRestart ? { ...done.end, problem } : { ...done.end, result: { ...result, reason } };
        return [service, { ...done, end }];
    });
    return { carried: new Map(told), remarks: isRestart ? [] : remarksOf(known) };
}
function isNew([{ action }, { end }]) {
    const hasNewTasks = ['update', 'create', 'follow', 'continue'].includes(action.kind);
    return hasNewTasks && end.result.outcome === 'succeeded' && !end.result.isOngoing;
}
function sinceOf({ action, before }, { end: { result } }) {
    if (action.kind === 'continue')
        return action.deployment.createdAt ?? begunAt(before);
    if (action.kind === 'follow' || result.startedAt === undefined)
        return begunAt(before);
    return Date.parse(result.startedAt);
}
function keepsTasks({ action: { kind }, before }) {
    return ['unchanged', 'follow', 'scale', 'settings'].includes(kind) && before.runningCount > 0;
}
function mayBeOld({ before, definitionId }, plan, resolved) {
    const text = JSON.stringify((0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .rY)(plan, definitionId));
    const begun = begunAt(before);
    return (text.includes('"environmentFiles"') ||
        resolved.some(({ arn, changedAt = 0 }) => changedAt > begun && text.includes(JSON.stringify(arn))));
}


/***/ }),

/***/ 41132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mC: () => (/* binding */ decideOn),
  pZ: () => (/* binding */ missingTargets),
  Dh: () => (/* binding */ requestedChangesOf)
});

// EXTERNAL MODULE: ../../main/node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(67032);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/bounded.js
var bounded = __webpack_require__(66048);
// EXTERNAL MODULE: ./lib/src/detector/harmless.js
var harmless = __webpack_require__(85969);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/rollout/codedeploy/appspec.js
var appspec = __webpack_require__(82914);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(45270);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/decide.js
var decide = __webpack_require__(68435);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/plan.js
var comparison_plan = __webpack_require__(96540);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(54208);
// EXTERNAL MODULE: ./lib/src/deploy/services/express.js
var express = __webpack_require__(67526);
// EXTERNAL MODULE: ./lib/src/deploy/services/settings.js
var settings = __webpack_require__(78977);
;// CONCATENATED MODULE: ./lib/src/deploy/plan/express.js




function expressPlans(plan) {
    return plan.services.flatMap(({ service, file, definitionId, action, before, creation, ...wanted }) => {
        const isCreated = action.kind === 'create' && (0,express/* isExpressDefinition */.wO)(creation);
        const isChanged = action.kind === 'update' || action.kind === 'scale' || action.kind === 'settings';
        if (!isCreated && !(isChanged && before.isExpress))
            return [];
        const request = {
            forceNewDeployment: action.kind === 'update' && action.forceNewDeployment,
            members: (0,settings/* changedMembers */.kq)(wanted.settings ?? {}, before.raw),
            ...(0,present/* present */.E)({ desiredCount: wanted.desiredCount })
        };
        const beyond = (0,express/* beyondExpress */.UO)(request, before);
        return [{ service, file, definition: (0,comparison_plan/* definitionIn */.rY)(plan, definitionId), beyond, isCreated }];
    });
}
const RESERVED = ['loadBalancers', 'deploymentConfiguration'];
function expressProblems(plan) {
    const { service, file, definition, beyond, isCreated } = plan;
    const about = { code: 'express-service', fault: 'user', service };
    const faults = (0,express/* expressFaults */.oc)(definition);
    const refused = isCreated ? beyond : beyond.filter(name => RESERVED.includes(name));
    return [
        ...(faults.length === 0
            ? []
            : [
                {
                    ...about,
                    message: `Service "${service}" is of ECS Express Mode, which does not take ${file}: ${faults.join('; ')}.`,
                    hint: 'Name one container "Main" and give it one port with "containerPort" and "name"; "requiresCompatibilities" needs "FARGATE".'
                }
            ]),
        ...(refused.length === 0
            ? []
            : [
                {
                    ...about,
                    message: `Service "${service}" is of ECS Express Mode, where ${refused.join(', ')} can't be ${isCreated ? 'set by inputs when it is created' : 'changed'}.`,
                    hint: isCreated
                        ? 'Write it into the service definition ("scalingTarget" for the number of tasks), or set it after the service exists.'
                        : 'ECS manages its load balancer and its deployments. Leave it out for this service.'
                }
            ])
    ];
}
function expressRemarks({ service, definition, beyond, isCreated }) {
    const lost = (0,express/* lostToExpress */.MK)(definition);
    const removed = lost.length === 0 ? '' : `, and removes ${lost.join(', ')}`;
    return [
        ...(isCreated || beyond.length === 0
            ? []
            : [
                `Service "${service}" (ECS Express Mode) is changed with UpdateService: UpdateExpressGatewayService has no member for ${beyond.join(', ')}.`
            ]),
        `Service "${service}" is managed by ECS Express Mode: another tool's update with a primary container (AWS's Express action, Terraform, the console) replaces image, command, environment and secrets of "Main"${removed}.`
    ];
}

// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plan_plaintext = __webpack_require__(77214);
;// CONCATENATED MODULE: ./lib/src/deploy/plan/decide-on.js
















const LOOKUPS_AT_ONCE = 8;
async function decideOn(wanted, report, deciding) {
    try {
        const { configuration } = deciding;
        const subjects = await describeSubjects(wanted, deciding);
        const model = { isKnown: conform/* isKnownMember */.il, judgeValues: harmless/* judgeValues */.A };
        const plan = (0,decide/* decidePlan */.s8)(subjects, requestedChangesOf(configuration), model);
        const express = expressPlans(plan);
        const problems = [
            ...busyServices(plan, configuration),
            ...otherFamilies(subjects, configuration),
            ...express.flatMap(expressProblems),
            ...(configuration.mode === 'deploy' ? subjects.flatMap(placeholderImages) : [])
        ];
        const remarks = [
            ...report.remarks,
            ...planRemarks(plan, subjects),
            ...express.flatMap(expressRemarks).map(message => ({ message }))
        ];
        const decided = { ...report, remarks, plan, problems: [...report.problems, ...problems] };
        return problems.length > 0 ? { report: decided } : { report: decided, plan };
    }
    catch (error) {
        return { report: { ...report, problems: [...report.problems, (0,explain/* refusalOf */.Of)(error)] } };
    }
}
async function describeSubjects(wanted, { aws, ports, configuration }) {
    const limit = (0,p_limit/* default */.A)(LOOKUPS_AT_ONCE);
    const asked = new Map();
    const describe = (site, name) => {
        const key = `${(0,target/* accountKey */.LQ)(site)} ${name}`;
        const ask = async () => (await aws(site)).ecs.describeTaskDefinition(name).catch(asDenied);
        const answer = asked.get(key) ?? limit(ask);
        asked.set(key, answer);
        return answer;
    };
    const plaintext = new Map();
    return (0,bounded/* mapBounded */.y)(wanted, LOOKUPS_AT_ONCE, async (one) => {
        const { file, family, site, definition, state, existing, key, task, schedules } = one;
        const described = await Promise.all([
            existing ?? describe(site, family),
            state && state.taskDefinition !== '' ? describe(site, state.taskDefinition) : undefined
        ]);
        const [latest, running] = described.map(one => (one === 'denied' ? undefined : one));
        const current = running?.arn === latest?.arn ? latest : running;
        const found = current && (plaintext.get(current.arn) ?? (0,plan_plaintext/* plaintextIn */.ZV)(current.definition, ports.mask));
        if (current && found)
            plaintext.set(current.arn, found);
        const { region, roleArn, cluster } = site;
        const service = state && {
            site: site,
            state,
            previousPlaintext: found ?? [],
            settings: one.settings ?? configuration.settings,
            ...(0,present/* present */.E)({
                current,
                creation: one.creation,
                following: one.following,
                desiredCount: one.desiredCount,
                key: key === state.service ? undefined : key
            })
        };
        return {
            file,
            family,
            account: { region, ...(0,present/* present */.E)({ roleArn }) },
            definition: withRunningImages(definition, current ?? latest),
            ...(0,present/* present */.E)({ cluster, latest, pinned: existing?.arn, task, schedules, service }),
            ...(described.includes('denied') ? { notCompared: true } : {})
        };
    });
}
function withRunningImages(definition, live) {
    const containers = (0,json/* objectsIn */.Q)(definition['containerDefinitions']);
    if (live === undefined || containers.every(({ image }) => image))
        return definition;
    const running = (0,json/* objectsIn */.Q)(live.definition['containerDefinitions']);
    const containerDefinitions = containers.map(one => {
        const { image } = running.find(({ name }) => name === one['name']) ?? {};
        return one['image'] || image === undefined ? one : { ...one, image };
    });
    return { ...definition, containerDefinitions };
}
function asDenied(error) {
    if (error instanceof aws_error/* AwsError */.Gy && error.kind === 'denied')
        return 'denied';
    throw error;
}
function planRemarks(plan, subjects) {
    const notKept = plan.definitions.flatMap(({ registration, notKept: paths, files }) => registration.kind === 'reuse'
        ? paths.map(path => `${files.join(', ')}: "${path}" is not in ${registration.arn}, which equals the file otherwise. AWS does not keep it; check its spelling.`)
        : []);
    const files = [...new Set(subjects.flatMap(({ notCompared, file }) => (notCompared ? [file] : [])))];
    const notCompared = files.length === 0
        ? []
        : [
            `Not verified: whether ${files.join(', ')} changed, and whether what runs now holds plaintext credentials (ecs:DescribeTaskDefinition is not allowed). A new revision is registered each time.`
        ];
    return [...notKept, ...notCompared, ...subjects.flatMap(renamed)].map(message => ({ message }));
}
function busyServices(plan, { ifDeploying }) {
    if (ifDeploying !== 'fail')
        return [];
    return plan.services
        .filter(({ action, before }) => action.kind === 'update' && (0,deployments/* deploymentInProgress */.ij)(before) !== undefined)
        .map(({ service, before }) => ({
        code: 'deployment-under-way',
        fault: 'cloud',
        service,
        message: `A deployment of service "${service}" is in progress (${before.deployments[0]?.id ?? 'unknown'}), and if-deploying is fail.`,
        hint: 'Run again when it has ended, or use if-deploying: wait or replace.'
    }));
}
function requestedChangesOf(configuration) {
    const { desiredCount, forceNewDeployment, runTask } = configuration;
    return { forceNewDeployment, runsTask: runTask !== undefined, ...(0,present/* present */.E)({ desiredCount }) };
}
function otherFamilies(subjects, { allowFamilyChange, mode, revision }) {
    const isNamed = mode === 'plan' || mode === 'deploy' || revision !== undefined;
    if (allowFamilyChange || !isNamed)
        return [];
    return subjects.flatMap(({ file, family, definition, service }) => {
        const running = (0,arn/* familyOf */.Ap)(service?.state.taskDefinition ?? '');
        if (service === undefined || running === '' || family === running)
            return [];
        const { state, current } = service;
        const runs = current === undefined ? '' : ` (${containersOf(current.definition).join(', ')})`;
        return [
            {
                code: 'other-family',
                fault: 'user',
                service: state.service,
                message: `Service "${state.service}" runs family ${running}${runs}, but ${file} is family ${family} (${containersOf(definition).join(', ')}).`,
                hint: 'Check the file and the name of the service. If the change is intended, set allow-family-change: true.'
            }
        ];
    });
}
const PLACEHOLDER = /(?:^|[:/])[<_]*placeholder[>_]*$/i;
function placeholderImages({ file, definition, service }) {
    const names = (0,json/* objectsIn */.Q)(definition['containerDefinitions'])
        .filter(({ image }) => typeof image === 'string' && PLACEHOLDER.test(image))
        .map(({ name }) => String(name ?? ''));
    if (names.length === 0)
        return [];
    const subject = service === undefined ? file : `Service "${service.state.service}": ${file}`;
    return [
        {
            code: 'placeholder-image',
            fault: 'user',
            message: `${subject} has a placeholder as the image of ${names.join(', ')}, so it is not deployed.`,
            hint: 'Set the inputs container-name and image, write an expression into the file (${{ vars.IMAGE }}), or leave the service out.',
            ...(0,present/* present */.E)({ service: service?.state.service })
        }
    ];
}
function renamed({ file, definition, service }) {
    const theirs = service?.current ? containersOf(service.current.definition) : [];
    const own = containersOf(definition);
    if (service === undefined || theirs.length === 0 || theirs.some(name => own.includes(name)))
        return [];
    return [
        `Service "${service.state.service}" runs the containers ${theirs.join(', ')}, and ${file} has none of them, but ${own.join(', ')}.`
    ];
}
function containersOf({ containerDefinitions }) {
    return (0,json/* objectsIn */.Q)(containerDefinitions).map(({ name }) => String(name ?? ''));
}
function missingTargets(plan) {
    return plan.services.flatMap(service => {
        const targets = targetsOf(service);
        if (targets.length === 0)
            return [];
        const definition = (0,comparison_plan/* definitionIn */.rY)(plan, service.definitionId);
        return targets.flatMap(target => {
            const fault = (0,appspec/* checkBalancer */.py)(target, { definition });
            return fault === undefined ? [] : [{ ...fault.problem, fault: 'user', service: service.service }];
        });
    });
}
function targetsOf({ action, before, creation }) {
    const isUpdated = action.kind === 'create' || action.kind === 'update';
    if (!isUpdated || before.deploymentController !== 'ECS')
        return [];
    const settings = creation ?? before.raw;
    return [...(0,json/* objectsIn */.Q)(settings['loadBalancers']), ...(0,json/* objectsIn */.Q)(settings['serviceRegistries'])].flatMap(({ containerName, containerPort }) => typeof containerName === 'string' && typeof containerPort === 'number'
        ? [{ containerName, containerPort }]
        : []);
}


/***/ }),

/***/ 17185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ withMovedImages),
/* harmony export */   S: () => (/* binding */ remarksOfKeptTags)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84120);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66048);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(65955);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7673);
/* harmony import */ var _secrets_images_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(32329);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96540);
/* harmony import */ var _comparison_risks_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67075);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54208);









const AT_ONCE = 8;
async function withMovedImages(planned, planning) {
    const { plan, report } = planned;
    const suspects = plan?.services.flatMap(service => imagesOf(service, plan)) ?? [];
    if (!plan || suspects.length === 0)
        return planned;
    try {
        const wanted = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .distinctBy */ .ey)(suspects, ({ key }) => key);
        const tags = new Map(await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .y)(wanted, AT_ONCE, async (one) => [one.key, await readTag(one, planning)]));
        const readable = suspects.filter(({ key }) => Array.isArray(tags.get(key)));
        const running = await readRunning([...new Set(readable.map(({ service }) => service))], planning);
        const judged = suspects.map(one => ({
            service: one.service,
            ...judge(one, tags.get(one.key) ?? [], running.get(one.service) ?? [])
        }));
        const services = plan.services.map((service) => {
            const why = judged.flatMap(one => (one.service === service ? (one.moved ?? []) : [])).join('; ');
            const action = { kind: 'update', because: 'image', why, forceNewDeployment: true };
            return why === '' ? service : { ...service, action };
        });
        const open = judged.flatMap(one => one.open && services.includes(one.service) ? [`${one.service.service}: ${one.open}`] : []);
        const remarks = open.length === 0 ? report.remarks : [...report.remarks, notVerified(open)];
        const looked = { ...plan, services };
        return { ...planned, plan: looked, report: { ...report, plan: looked, remarks } };
    }
    catch (error) {
        return { report: { ...report, problems: [...report.problems, (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .refusalOf */ .Of)(error)] } };
    }
}
function imagesOf(service, plan) {
    const { action, definitionId, site } = service;
    const isKept = action.kind === 'unchanged' || action.kind === 'scale' || action.kind === 'settings';
    return (isKept ? taggedImages((0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .rY)(plan, definitionId)) : []).map(one => ({
        ...one,
        service,
        key: `${(0,_target_js__WEBPACK_IMPORTED_MODULE_4__/* .accountKey */ .LQ)(site)} ${one.image}`
    }));
}
function taggedImages({ containerDefinitions }) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(containerDefinitions).flatMap(({ name, image }) => typeof image === 'string' && !image.includes('@sha256:') ? [{ container: String(name), image }] : []);
}
async function readTag({ image, service }, { aws }) {
    const address = (0,_secrets_images_js__WEBPACK_IMPORTED_MODULE_6__/* .parseEcrImage */ .T)(image);
    if (!address)
        return { why: 'registry not checked' };
    try {
        const { images } = await aws(service.site);
        const found = await images.describeImage(address);
        if (found.kind !== 'found')
            return { why: 'ECR has no such image', isGone: true };
        if (found.digest === undefined)
            return { why: 'ECR gave no digest' };
        const isIndex = /manifest\.list|image\.index/.test(found.mediaType ?? '');
        return [found.digest, ...(isIndex ? digestsIn((await images.readManifest(address)) ?? '') : [])];
    }
    catch (error) {
        return { why: reasonOf(error) };
    }
}
function digestsIn(manifest) {
    try {
        const index = JSON.parse(manifest);
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .G)(index) ? (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(index['manifests']).map(({ digest }) => String(digest)) : [];
    }
    catch {
        return [];
    }
}
async function readRunning(services, { aws }) {
    const clusters = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(services, ({ site }) => `${(0,_target_js__WEBPACK_IMPORTED_MODULE_4__/* .accountKey */ .LQ)(site)} ${site.cluster}`);
    const read = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .y)(clusters, AT_ONCE, async (group) => {
        const [{ site }] = group;
        const names = group.map(({ service }) => service);
        const ask = async () => (await aws(site)).running.runningImages(site.cluster, names);
        const images = await ask().catch(reasonOf);
        return group.map(one => [one, typeof images === 'string' ? images : (images.get(one.service) ?? [])]);
    });
    return new Map(read.flat());
}
function judge({ container, image, service: { before, previousTaskDefinitionArn } }, tag, running) {
    const unknown = (why) => (0,_comparison_risks_js__WEBPACK_IMPORTED_MODULE_7__/* .looksLikeVersion */ .a)(image) ? { open: `${image} (${why})` } : { moved: `${image} may have moved; ${why}` };
    if ('why' in tag)
        return tag.isGone ? { open: `${image} (${tag.why})` } : unknown(tag.why);
    if (typeof running === 'string')
        return unknown(running);
    const own = running.filter(one => one.container === container && one.taskDefinition === previousTaskDefinitionArn);
    if (own.some(({ digest }) => digest !== undefined && !tag.includes(digest)))
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
        const moving = [...tags].filter(image => !(0,_comparison_risks_js__WEBPACK_IMPORTED_MODULE_7__/* .looksLikeVersion */ .a)(image));
        if (moving.length === 0)
            return [];
        const message = `Service "${service}" moves to a revision with the same images by tag (${moving.join(', ')}): what the tag refers to now is started, not what it referred to then. To return to an older image, deploy it by its digest.`;
        return [{ message }];
    });
}
function notVerified(open) {
    return {
        isUnverified: true,
        message: `Unchanged as text; whether the tag has moved is not verified: ${open.join(', ')}. Set force-new-deployment: true to start new tasks, or name the image by its digest.`
    };
}
function reasonOf(error) {
    if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_8__/* .AwsError */ .Gy) || error.kind === 'expired')
        throw error;
    return error.kind === 'denied'
        ? `${error.operation} is not allowed`
        : `${error.operation}: ${error.awsName}`;
}


/***/ }),

/***/ 77214:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pp: () => (/* binding */ plaintextSpots),
/* harmony export */   ZV: () => (/* binding */ plaintextIn),
/* harmony export */   tU: () => (/* binding */ makeTextGuard)
/* harmony export */ });
/* harmony import */ var _detector_detect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62345);
/* harmony import */ var _detector_judge_line_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85278);
/* harmony import */ var _detector_named_lines_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(19099);
/* harmony import */ var _detector_rules_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56945);
/* harmony import */ var _detector_sensitive_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6816);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58363);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7673);







function plaintextIn(definition, mask) {
    return plaintextSpots(definition, mask).map(({ words }) => words);
}
function plaintextSpots(definition, mask) {
    const root = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .fromJson */ .Rf)(definition, { kind: 'input', input: 'task-definition-arn' });
    const findings = (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_1__/* .detect */ .o0)({ file: 'task definition', root, place: () => undefined }, _detector_rules_js__WEBPACK_IMPORTED_MODULE_2__/* .RULES */ .y0);
    const credentials = findings.filter(({ category, level }) => category === 'credential' && level === 'error');
    if (credentials.length === 0)
        return [];
    mask((0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_3__/* .sensitiveValues */ .DJ)(root, _detector_rules_js__WEBPACK_IMPORTED_MODULE_2__/* .RULES */ .y0));
    const spots = credentials.map(({ name, container = '', pointer }) => ({
        name,
        words: `${name || pointer}${container === '' ? '' : ` of container ${container}`}`
    }));
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_4__/* .distinctBy */ .ey)(spots, ({ words }) => words);
}
function makeTextGuard(definition, gate) {
    gate.learn(definition);
    const root = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .fromJson */ .Rf)(definition, { kind: 'input', input: 'task-definition' });
    const short = (0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_3__/* .shortCredentials */ .jx)(root).map(_detector_judge_line_js__WEBPACK_IMPORTED_MODULE_5__/* .wholeWord */ .SK);
    return {
        mask: text => (0,_detector_named_lines_js__WEBPACK_IMPORTED_MODULE_6__/* .upToName */ .s)(short.reduce((masked, word) => masked.replace(word, _detector_sensitive_js__WEBPACK_IMPORTED_MODULE_3__/* .MASK */ .v5), gate.shown(text))),
        holdsCredential: _detector_judge_line_js__WEBPACK_IMPORTED_MODULE_5__/* .lineHoldsCredential */ .yR
    };
}


/***/ }),

/***/ 95474:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ placeAt),
/* harmony export */   Z: () => (/* binding */ verifyPlan)
/* harmony export */ });
/* harmony import */ var _check_contexts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72748);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58363);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85590);
/* harmony import */ var _report_permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7560);
/* harmony import */ var _secrets_problems_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72655);
/* harmony import */ var _secrets_verify_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24698);






async function verifyPlan(plan, groups, run) {
    const { verifyPermissions: verifyMode, mode } = run.configuration;
    if (verifyMode === 'off')
        return { rows: [], problems: [], remarks: [] };
    const touched = touchedByFile(plan);
    const verified = await Promise.all(groups.map(async ({ account, documents, resolved }) => {
        const subjects = documents.flatMap(document => {
            const definition = touched.get(document.file);
            if (!definition)
                return [];
            const registration = mode === 'plan' ? 'reuse' : definition.registration.kind;
            return [{ ...document, registration }];
        });
        if (subjects.length === 0)
            return { rows: [], problems: [], remarks: [] };
        const { region } = account;
        const known = { references: resolved, region, partition: (0,_check_contexts_js__WEBPACK_IMPORTED_MODULE_0__/* .partitionOf */ .i)(region) };
        const verification = await (0,_secrets_verify_js__WEBPACK_IMPORTED_MODULE_1__/* .verifyPermissions */ .S)(subjects, known, await run.aws(account));
        const told = (rows) => (0,_secrets_problems_js__WEBPACK_IMPORTED_MODULE_2__/* .problemsOfVerification */ .F)({ ...verification, rows }, verifyMode);
        const isOpen = mode === 'plan' && run.configuration.overrides.image === undefined;
        const old = verification.rows.filter(row => isOpen && told([row]).problems.some(one => isOldTag(one, touched)));
        const rows = verification.rows.filter(row => !old.includes(row));
        const { problems, remarks } = told(rows);
        return { rows, problems, remarks: [...remarks, ...told(old).problems.map(asOldTag)] };
    }));
    const rows = verified.flatMap(item => item.rows);
    if (rows.length > 0)
        run.ports.log.group(_report_permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .PERMISSIONS_TITLE */ .C3, (0,_report_permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .permissionsToText */ .pK)(rows));
    return {
        rows,
        problems: verified.flatMap(item => item.problems),
        remarks: verified.flatMap(item => item.remarks)
    };
}
function isOldTag({ code, place }, touched) {
    const differences = touched.get(place?.file ?? '')?.differences ?? [];
    return (code === 'image-missing' &&
        differences.some(({ path, change }) => change === 'changed' && path.endsWith('.image')));
}
function asOldTag({ message, place }) {
    const rest = 'Another image runs: if the workflow that deploys sets the image, this one is not needed.';
    return { message: `${message} ${rest}`, isWarning: true, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ place }) };
}
function touchedByFile({ definitions, services }) {
    const used = new Set(services.flatMap(({ definitionId, action: { kind } }) => kind === 'update' || kind === 'create' ? [definitionId] : []));
    const touched = definitions.filter(one => one.registration.kind === 'register' || used.has(one.id));
    return new Map(touched.toReversed().flatMap(one => one.files.map(file => [file, one])));
}
function placeAt(places, file, pointer) {
    const known = places.get(file);
    if (known === undefined)
        return undefined;
    let node = known.root;
    let { origin } = known.root;
    for (const step of (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .stepsOf */ .B_)(pointer)) {
        node = node?.kind === 'array' ? (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .itemsOf */ .S3)(node)[Number(step)] : (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .childOf */ .GG)(node, step);
        if (node === undefined)
            break;
        ({ origin } = node);
    }
    return known.place(origin);
}


/***/ }),

/***/ 85969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ judgeValues)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58363);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65955);
/* harmony import */ var _detect_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62345);
/* harmony import */ var _judge_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85278);
/* harmony import */ var _names_credential_name_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(65344);
/* harmony import */ var _rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56945);
/* harmony import */ var _values_harmless_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30096);







function judgeValues(definitions) {
    let judged;
    return (place, value) => {
        const text = textAt(place, value);
        if (text === undefined || text.length > LONGEST_SHOWN)
            return undefined;
        judged ??= judgedTexts(definitions);
        return judged.has(text) || (0,_judge_line_js__WEBPACK_IMPORTED_MODULE_0__/* .plainCredentialsIn */ .Uz)(text).length > 0 ? undefined : text;
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
        return (0,_values_harmless_js__WEBPACK_IMPORTED_MODULE_5__/* .isHarmless */ .E)('mode', value) ? value : undefined;
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
    const words = items.map(item => (typeof item === 'string' && (0,_values_harmless_js__WEBPACK_IMPORTED_MODULE_5__/* .isHarmless */ .E)('mode', item) ? item : undefined));
    return words.includes(undefined) ? undefined : words.join(', ');
}
function namedText({ names, item }, value) {
    const [holder = '', member = ''] = names.slice(-2);
    const name = MAPS.has(holder) ? member : holder === 'environment' && member === 'value' ? item : undefined;
    if (name === undefined)
        return undefined;
    return (0,_names_credential_name_js__WEBPACK_IMPORTED_MODULE_6__/* .judgeName */ .Bt)(name).strength === 'none' && (0,_values_harmless_js__WEBPACK_IMPORTED_MODULE_5__/* .isHarmless */ .E)(name, value) ? value : undefined;
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
    if (whole === undefined || !(0,_values_harmless_js__WEBPACK_IMPORTED_MODULE_5__/* .isHarmless */ .E)('name', repository.replace(/^[^/]*[.:][^/]*\//, '')))
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
    const find = (0,_files_document_place_js__WEBPACK_IMPORTED_MODULE_1__/* .placeFinder */ .a)(document);
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

/***/ 72655:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ problemsOfVerification)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(318);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7673);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85590);
/* harmony import */ var _simulate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57433);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19852);






function problemsOfVerification({ rows }, mode) {
    const denied = rows.filter(row => row.verdict === 'denied');
    const open = rows.flatMap(row => row.verdict === 'not-verified' && row.unknown.kind !== 'out-of-reach' ? [row] : []);
    const problems = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(denied, groupOfDenied).map(problemOf);
    const unknowns = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(open, ({ unknown }) => mode === 'auto' && unknown.kind === 'no-permission' ? unknown.kind : (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .unverifiedReason */ .Ug)(unknown)).map(openProblem);
    return mode === 'required'
        ? { problems: [...problems, ...unknowns], remarks: [] }
        : {
            problems,
            remarks: unknowns.map(({ message, hint }) => ({ message: `${message} ${hint}`, isUnverified: true }))
        };
}
function groupOfDenied({ code, holder, action, why, what, remedy }) {
    const isStatement = remedy.kind === 'statement';
    const note = isStatement ? remedy.note : '';
    return JSON.stringify([code, holder, action, why, note, isStatement || action !== undefined ? '' : what]);
}
function problemOf(rows) {
    const [first] = rows;
    const { code, holder, what, why, action = '' } = first;
    const [subject] = HOLDERS[holder.kind](holder);
    const used = `(used by ${describeUses(rows.flatMap(({ uses }) => uses))}): ${why}.`;
    const messages = {
        'permission-denied': `${subject} is not authorized to perform ${action} on ${describeAll(rows)}: ${why}.`,
        'pass-role': `${subject} is not authorized to perform ${action} on ${describeAll(rows)}: ${why}.`,
        'role-missing': `${subject} does not exist ${used}`,
        'role-trust': `${subject} cannot be assumed by ECS ${used}`,
        'image-missing': `The image ${what} does not exist ${used}`
    };
    const fault = NAMED.has(code) ? 'user' : 'cloud';
    return { code, fault, message: messages[code], hint: hintOf(first, rows), ...placeOf(rows) };
}
const NAMED = new Set(['role-missing', 'image-missing']);
const HOLDERS = {
    'execution-role': holder => [
        `The execution role ${arnOf(holder)}`,
        `the policies of the execution role ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(arnOf(holder))} (not of the task role, which the application uses)`
    ],
    'task-role': holder => [
        `The task role ${arnOf(holder)}`,
        `the policies of the task role ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(arnOf(holder))}`
    ],
    deployer: holder => [
        `The deploying role (${arnOf(holder)})`,
        `the policies of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(arnOf(holder))}, the deploying role`
    ],
    nobody: () => ['ECS', 'the policies']
};
function arnOf(holder) {
    return 'arn' in holder ? holder.arn : '';
}
function hintOf({ remedy, what, holder }, rows) {
    if (remedy.kind === 'advice')
        return remedy.text;
    if (remedy.kind === 'trust')
        return `Add to the trust policy of the role ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(what)}: ${JSON.stringify(remedy.statement)}`;
    const statements = rows.flatMap(one => (one.remedy.kind === 'statement' ? [one.remedy.statement] : []));
    const note = remedy.note === undefined ? '' : ` ${remedy.note}`;
    return `Add to ${HOLDERS[holder.kind](holder)[1]}: ${JSON.stringify((0,_simulate_js__WEBPACK_IMPORTED_MODULE_3__/* .joinStatements */ .Jf)(statements))}${note}`;
}
function describeAll(rows) {
    return rows.map(({ what, uses }) => `${what} (${describeUses(uses)})`).join(', ');
}
const USES_SHOWN = 3;
function describeUses(uses) {
    const names = [...new Set(uses.map(({ service, file, name }) => `${name} of ${service ?? file}`))];
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)(names, USES_SHOWN);
}
function placeOf(rows) {
    const uses = rows.flatMap(row => row.uses);
    const services = new Set(uses.map(({ service }) => service));
    const [service] = services;
    return (0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({
        place: uses.find(use => use.place)?.place,
        service: services.size === 1 ? service : undefined
    });
}
const QUESTIONS = {
    role: ['the role exists and trusts ECS:', 'roles exist and trust ECS'],
    secret: ['tasks may read the secret', 'secrets may be read by tasks'],
    parameter: ['tasks may read the parameter', 'parameters may be read by tasks'],
    key: ['tasks may decrypt with the key', 'keys may be used by tasks'],
    'pass-role': ['ECS may be passed the role', 'roles may be passed to ECS'],
    image: ['there is the image', 'images exist']
};
function openProblem(rows) {
    const [{ unknown }] = rows;
    const parts = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(rows, ({ check }) => check).map(some => {
        const things = [...new Set(some.map(({ what }) => what))];
        const [one, many] = QUESTIONS[some[0].check];
        return things.length === 1 ? `${one} ${things[0]}` : `${things.length} ${many}`;
    });
    const operations = [
        ...new Set(rows.flatMap(row => ('operation' in row.unknown ? [row.unknown.operation] : [])))
    ].join(', ');
    const why = unknown.kind === 'no-permission' ? `no permission for ${operations}` : (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .unverifiedReason */ .Ug)(unknown);
    const help = unknown.kind === 'no-permission'
        ? `Allow ${operations} to the deploying role`
        : `See ${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .pageUrl */ .fi)('permissions')}`;
    return {
        code: 'not-verified',
        fault: 'cloud',
        message: `Not verified: ${why}, so it is not known whether ${parts.join(', or whether ')}.`,
        hint: `${help}, or set verify-permissions to off.`,
        ...placeOf(rows)
    };
}


/***/ }),

/***/ 55810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ verifyReads),
/* harmony export */   j: () => (/* binding */ readKeyId)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(318);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
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
    const distinct = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(asked, ({ question }) => JSON.stringify([question.principal, question.what, question.context])).map(same => ({
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
    const note = 'A resource policy on the secret can also allow this; resource policies are not checked.';
    return {
        check: need.check,
        what: need.arn,
        ...baseOf(need, facts),
        ...otherAccount(need.account, facts),
        action,
        resource: need.arn,
        statement: (0,_simulate_js__WEBPACK_IMPORTED_MODULE_1__/* .allow */ .cw)(action, (0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .grantedSecret */ .kv)(need.arn)),
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
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ Condition: via && { StringEquals: { 'kms:ViaService': via } } })
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
            context: { ...base.context, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ 'kms:ViaService': via }) },
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
            message: `not verified: whether ${secret} still has the version whose ID is in the reference. It has no staging label, and Secrets Manager deletes versions without one`,
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
        hint: `Write ssm:${name} to make this explicit.`
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
    const isParameter = one.use.field === 'secrets' || one.use.field === 'secretOptions';
    if (parameter && isParameter)
        return lookedUp(one, { ...parameter, isBare: true }, known);
    const denied = answers.filter(({ answer }) => answer?.kind === 'open').at(isParameter ? -1 : 0);
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
    const alike = (0,list/* grouped */.zD)(warnings, ({ code, place, service }) => `${code} ${place?.file ?? service}`);
    return [...alike.values()].map(([first, ...others]) => {
        const { message, ...rest } = first;
        const more = others.length === 0 ? '' : ` (and ${others.length} more like it in this file)`;
        return { ...rest, message: message.replace(/\.$/, `${more}.`) };
    });
}
function notVerified(verdicts) {
    const open = verdicts.flatMap(({ use, verdict }) => (verdict.open ? [{ ...use, ...verdict.open }] : []));
    return [...(0,list/* grouped */.zD)(open, ({ why }) => why)].map(([why, some]) => {
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
/* harmony export */   cu: () => (/* binding */ identityOf)
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
        return { arn: '', unknown: undecided('STS did not return whose credentials these are') };
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
        unknown: answer.kind === 'failed' ? (0,_verification_js__WEBPACK_IMPORTED_MODULE_0__/* .unknownFrom */ .NI)(answer.error) : undecided(`IAM has no role ${deployer.name}`)
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
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66048);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7673);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19852);



const AT_ONCE = 4;
async function simulateAll(questions, { roles, ask }) {
    const groups = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(questions, ({ principal, action, context }) => JSON.stringify([principal, action, context]));
    const answered = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .y)(groups, AT_ONCE, async (group) => {
        const { principal, action, context } = group[0];
        const resources = [...new Set(group.map(({ resource }) => resource))];
        const answer = await ask(() => roles.simulate({ principal, action, resources, context }));
        return group.map((question) => {
            if (answer.kind === 'failed')
                return [question, notVerified((0,_verification_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownFrom */ .NI)(answer.error))];
            if (answer.value === undefined)
                return [question, { ...undecided(`IAM has no ${principal}`), isUnknown: true }];
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
        return undecided(`IAM reports both that the action is allowed and that the permissions boundary of the ${whose} denies it`);
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
                isNotEnough: true,
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
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(85590);
/* harmony import */ var _collect_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(44225);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32329);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55810);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80026);
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
    const keys = new Map();
    for (const { arn, keyId } of references) {
        const target = targetOf(arn)?.arn ?? arn;
        if (!keys.has(target))
            keys.set(target, keyId);
    }
    return {
        roles: joined(roles.map(one => ({ ...one, passed: passed.has(one.written) }))),
        reads: joined(subjects.flatMap(subject => readsOf(subject, keys))),
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
function targetOf(written) {
    const reference = (0,_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .parseReference */ .F2)(written);
    return reference.kind === 'secret-arn' || reference.kind === 'parameter-arn'
        ? { reference, arn: (0,_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .printTarget */ .jV)(reference) }
        : undefined;
}
function readsOf(subject, keys) {
    const role = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .childOf */ .GG)(subject.root, 'executionRoleArn'));
    if (!role)
        return [];
    return (0,_collect_js__WEBPACK_IMPORTED_MODULE_7__/* .collectReferences */ .X)(subject.root).flatMap(({ node, name }) => {
        const target = targetOf(node.value);
        if (target === undefined)
            return [];
        const { reference, arn } = target;
        return [
            {
                role,
                check: reference.kind === 'secret-arn' ? 'secret' : 'parameter',
                arn,
                region: reference.region,
                account: reference.account,
                ...(0,_present_js__WEBPACK_IMPORTED_MODULE_8__/* .present */ .E)({ keyId: keys.get(arn) }),
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
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .groupBy */ .$z)(needs, need => JSON.stringify({ ...need, uses: undefined })).map(same => ({
        ...same[0],
        uses: same.flatMap(({ uses }) => uses)
    }));
}


/***/ })

};

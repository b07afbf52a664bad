export const id = 463;
export const ids = [463];
export const modules = {

/***/ 5336:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ distance)
/* harmony export */ });
/* unused harmony export closest */
const peq = new Uint32Array(0x10000);
const myers_32 = (a, b) => {
    const n = a.length;
    const m = b.length;
    const lst = 1 << (n - 1);
    let pv = -1;
    let mv = 0;
    let sc = n;
    let i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        let eq = peq[b.charCodeAt(i)];
        const xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
const myers_x = (b, a) => {
    const n = a.length;
    const m = b.length;
    const mhc = [];
    const phc = [];
    const hsize = Math.ceil(n / 32);
    const vsize = Math.ceil(m / 32);
    for (let i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    let j = 0;
    for (; j < vsize - 1; j++) {
        let mv = 0;
        let pv = -1;
        const start = j * 32;
        const vlen = Math.min(32, m) + start;
        for (let k = start; k < vlen; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (let i = 0; i < n; i++) {
            const eq = peq[a.charCodeAt(i)];
            const pb = (phc[(i / 32) | 0] >>> i) & 1;
            const mb = (mhc[(i / 32) | 0] >>> i) & 1;
            const xv = eq | mv;
            const xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
            let ph = mv | ~(xh | pv);
            let mh = pv & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv = mh | ~(xv | ph);
            mv = ph & xv;
        }
        for (let k = start; k < vlen; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    let mv = 0;
    let pv = -1;
    const start = j * 32;
    const vlen = Math.min(32, m - start) + start;
    for (let k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    let score = m;
    for (let i = 0; i < n; i++) {
        const eq = peq[a.charCodeAt(i)];
        const pb = (phc[(i / 32) | 0] >>> i) & 1;
        const mb = (mhc[(i / 32) | 0] >>> i) & 1;
        const xv = eq | mv;
        const xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        let ph = mv | ~(xh | pv);
        let mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (let k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
const distance = (a, b) => {
    if (a.length < b.length) {
        const tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
const closest = (str, arr) => {
    let min_distance = Infinity;
    let min_index = 0;
    for (let i = 0; i < arr.length; i++) {
        const dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};



/***/ }),

/***/ 2478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAsCommandLine: () => (/* binding */ runAsCommandLine)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/src/report/exit-code.js
var exit_code = __webpack_require__(103);
// EXTERNAL MODULE: ./lib/src/report/findings-json.js
var findings_json = __webpack_require__(1194);
// EXTERNAL MODULE: ./lib/src/report/findings-text.js + 1 modules
var findings_text = __webpack_require__(1436);
// EXTERNAL MODULE: ./lib/src/report/plain.js
var plain = __webpack_require__(2397);
// EXTERNAL MODULE: ./lib/src/report/problems-text.js
var problems_text = __webpack_require__(2545);
// EXTERNAL MODULE: ./lib/src/report/verdict.js
var verdict = __webpack_require__(8092);
;// CONCATENATED MODULE: ./lib/src/report/terminal.js




function reportToText(report, sources) {
    return [
        ...report.remarks.map(({ message, place }) => (0,plain/* plain */.p)(`note: ${place ? `${(0,problems_text/* placeToText */.a)(place)}: ` : ''}${message}`)),
        ...(0,findings_text/* findingsToText */.xc)(report.findings, sources),
        ...(0,problems_text.problemsToText)(report.problems),
        (0,verdict/* verdictOf */.V)(report)
    ];
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/src/inputs/fields.js
var fields = __webpack_require__(8485);
// EXTERNAL MODULE: ./lib/src/inputs/read.js + 2 modules
var read = __webpack_require__(100);
// EXTERNAL MODULE: ./lib/src/inputs/specification.js
var specification = __webpack_require__(411);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(1636);
;// CONCATENATED MODULE: ./lib/src/shell/arguments.js





const SWITCHES = new Set(['force-new-deployment']);
function parseCommandLine(args) {
    const known = [...specification/* ACTION_INPUTS */.bn, ...specification/* CLI_INPUTS */.dV];
    const options = Object.fromEntries(known.map(name => [name, { type: SWITCHES.has(name) ? 'boolean' : 'string' }]));
    const { tokens } = (0,external_node_util_.parseArgs)({
        args: [...args],
        options,
        strict: false,
        allowPositionals: true,
        tokens: true
    });
    const lines = new Map();
    const problems = [];
    const positionals = [];
    for (const token of tokens) {
        if (token.kind === 'positional')
            positionals.push(token.value);
        if (token.kind !== 'option')
            continue;
        if (token.name === 'help' || token.name === 'h')
            return { kind: 'help' };
        if (token.name === 'version')
            return { kind: 'version' };
        const value = SWITCHES.has(token.name) ? (token.value ?? 'true') : token.value;
        if (!known.includes(token.name))
            problems.push(...(0,read/* unknownInputs */.q)([token.name], known));
        else if (value === undefined)
            problems.push(missingValue(token.name));
        else
            lines.set(token.name, [...(lines.get(token.name) ?? []), value]);
    }
    return assemble(positionals, lines, problems);
}
function assemble(positionals, lines, problems) {
    const [mode, ...files] = positionals;
    if (mode === undefined && problems.length === 0)
        return { kind: 'help' };
    const raw = Object.fromEntries([...lines].map(([name, values]) => [name, values.join('\n')]));
    const wrongMode = mode !== undefined && !specification/* MODES */.FN.some(known => known === mode);
    const all = wrongMode ? [unknownMode(mode), ...problems] : problems;
    const taskDefinition = [raw['task-definition'] ?? '', ...files].filter(line => line !== '').join('\n');
    return {
        kind: 'run',
        raw: { ...raw, ...(wrongMode || mode === undefined ? {} : { mode }), 'task-definition': taskDefinition },
        problems: all
    };
}
function unknownMode(mode) {
    return {
        code: 'unknown-mode',
        fault: 'user',
        message: `Unknown mode ${(0,fields/* describeText */.ld)(mode)}.${(0,nearest/* didYouMean */.a)(mode, specification/* MODES */.FN)}`,
        hint: `Modes: ${specification/* MODES */.FN.join(', ')}. Usage: ecs-sealed-deploy <mode> [files…] [--input-name value…]`
    };
}
function missingValue(name) {
    return {
        code: 'bad-input',
        fault: 'user',
        message: `Flag --${name} has no value.`,
        hint: `Write --${name} VALUE; a value that starts with "-" needs the form --${name}=VALUE.`
    };
}

// EXTERNAL MODULE: ./lib/src/shell/redactor.js
var shell_redactor = __webpack_require__(3147);
// EXTERNAL MODULE: ./lib/src/shell/run-mode.js + 2 modules
var run_mode = __webpack_require__(4856);
;// CONCATENATED MODULE: ./lib/src/shell/usage.js
const USAGE = `ecs-sealed-deploy <mode> [files…] [--input-name value…]

Modes
  check    find plaintext credentials and bad references; no AWS call, nothing written
  plan     show what deploy would register and update; reading calls only
  deploy   register, update, and watch each rollout to its true outcome

Files are paths, globs or patterns with {service}, e.g. 'deploy/{service}-task-definition.json'.
Every input of the action is a flag of the same name; a flag given twice adds a line.

  ecs-sealed-deploy check 'deploy/*.json' --format json
  ecs-sealed-deploy plan 'deploy/{service}.json' --cluster main --aws-region us-west-2 --service web
  ecs-sealed-deploy deploy 'deploy/{service}.json' --cluster main --service all --variables TAG=v7

Only here: --format text|json (check), --output FILE, --help, --version.
Exit codes: 0 good; 1 findings, or a rollout that did not succeed; 2 bad inputs or templates; 3 AWS refused or
failed; 4 a bug of ours.
`;

;// CONCATENATED MODULE: ./lib/src/shell/version.js
const VERSION = '0.1.0';

;// CONCATENATED MODULE: ./lib/src/shell/cli-shell.js









async function runAsCommandLine(args, streams, run) {
    const commandLine = parseCommandLine(args);
    switch (commandLine.kind) {
        case 'help':
            streams.out(USAGE);
            return 0;
        case 'version':
            streams.out(`${VERSION}\n`);
            return 0;
        case 'run':
            return runCommand(commandLine, streams, run);
    }
}
async function runCommand(commandLine, streams, run) {
    const redactor = new shell_redactor/* Redactor */.p();
    const sources = new Map();
    const asJson = commandLine.raw.format === 'json';
    const report = await (0,run_mode/* runMode */.r)({
        raw: commandLine.raw,
        inputProblems: commandLine.problems,
        log: streamLog(asJson ? streams.err : streams.out, streams.err, redactor),
        mask: values => redactor.add(values),
        keepSource: (file, text) => sources.set(file, text),
        ...run
    });
    const printed = asJson ? `${(0,findings_json/* findingsToJson */.W)(report)}\n` : `${reportToText(report, sources).join('\n')}\n`;
    const text = redactor.clean(printed);
    const output = commandLine.raw.output;
    if (output === undefined)
        streams.out(text);
    else
        (0,external_node_fs_.writeFileSync)(output, text);
    if (asJson) {
        const { problemsToText } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 2545));
        for (const line of problemsToText(report.problems))
            streams.err(`${redactor.clean(line)}\n`);
    }
    return (0,exit_code/* exitCodeOf */.F)(report);
}
function streamLog(out, err, redactor) {
    const line = (write, text) => write(`${redactor.clean(text)}\n`);
    return {
        debug: () => { },
        info: message => line(out, message),
        notice: message => line(out, `notice: ${message}`),
        warning: message => line(err, `warning: ${message}`),
        group: (title, lines) => {
            line(out, title);
            for (const text of lines)
                line(out, `  ${text}`);
        }
    };
}


/***/ })

};

export const id=3891;export const ids=[3891];export const modules={77598:((e,t,n)=>{n.b(e,"node:crypto")}),67541:((e,t,n)=>{n.d(t,{o:()=>d,s:()=>p});var r=n(8425),i=n(49197),a=n(69260),o=n(6414),s=n(9618),l=n(36976);function d({audit:e,history:t},n){var c,h;let m,g,b;return[(c=e,h=n,m=function({exposedRevisions:e}){let t=new Map;for(let{registeredAt:n,exposures:r}of e)if(void 0!==n)for(let e of r){let r=f(e);t.set(r,Math.min(t.get(r)??n,n))}return t}(c),g=c.rotate.map(e=>({row:e,at:m.get(f(e))})).toSorted((e,t)=>e.row.kind.rank-t.row.kind.rank||(e.at??h)-(t.at??h)),b=(0,o.oC)(c),(0,s.uW)("rotate","Rotate first",[g.length>0&&(0,s.qy)`<p class="soft">Moving a value to a secret does not make it secret again: anyone who has seen it can still use it.</p>`,""!==b&&(0,s.qy)`<p><b class="warn">${b}</b></p>`,(0,s.p_)(g.slice(0,500).map(({row:{name:e,kind:t,where:n,secret:r},at:i})=>{let a=void 0===i?"age unknown":`readable for ${(0,l.KW)(h-i)}, since ${(0,l.n$)(i).slice(0,10)}`;return(0,s.qy)`${p(t.rank)} <b>${e}</b>, ${t.what}${void 0===r?"":(0,s.qy)`, now secret <code>${r}</code>`}<br>
<span class="soft">${a}; found in ${(0,o.yU)(n)}</span><br>Replace it at: ${t.issuedAt}`}),"cards")])),function({items:e,...t},n){let r=e.toSorted((e,t)=>u.indexOf(e.verdict)-u.indexOf(t.verdict)),i=new Set(e.flatMap(({account:e})=>e??[])).size,a=r.slice(0,500).map(e=>{let t=[...(0,o.Wv)(e.exposures),...e.unknown];return[(0,s.qy)`${"service"===e.kind?"":`${e.kind} `}${e.name}<br><span class="soft">${function({key:e,cluster:t,region:n,account:r},i){let a=void 0===r||1===i?[]:[`account ${r}`];return[...void 0===e?[]:[`${e} in the configuration file`],t,n,...a].join(", ")}(e,i)}</span>`,"exposed"===e.verdict?(0,s.qy)`<b class="bad whole">✗ exposed</b>`:"","unknown"===e.verdict?(0,s.qy)`<b class="warn whole">? unknown</b>`:"","clean"===e.verdict?(0,s.qy)`<b class="good whole">✓ clean</b>`:"",(0,s.qy)`${(0,o.yU)(e.revisions)}${0===t.length?"":(0,s.qy)`<br>${(0,o.yU)(t)}`}${function({since:e},t){if(void 0===e)return;let n=void 0===e.by?"":` by ${e.by}`,r=void 0===e.at?"":`, ${(0,l.KW)(t-e.at)} ago`;return(0,s.qy)`<br><span class="soft">since ${e.revision}${r}${n}</span>`}(e,n)}`]}),d=e.length-a.length;return(0,s.uW)("services","What runs",[a.length>0&&(0,s.tp)("What runs, and its verdict",["what","exposed","unknown","clean","revision and credentials"],a),d>0&&(0,s.qy)`<p>… and ${d} more, in the data at the end of this page.</p>`,...(0,o.bz)({items:e,...t}).map(e=>(0,s.qy)`<p class="soft">${e}</p>`)])}(e,n),function(e,t){var n,a;let d,c,{exposedRevisions:p,purge:f=[]}=e,u=(0,r.O)(e),h=p.flatMap(({registeredAt:e})=>e??[]);if(0===h.length)return;let m=new Set(f.filter(({outcome:e})=>"deleted"===e).map(({arn:e})=>e)),g=Math.min(...h),b=Math.max(1,t-g),$=({revision:e,arn:t})=>`${e.replace(/:\d+$/,"")}${u((0,r.C)(t))}`,w=(0,i.$)(p,$),v=w.slice(0,100).map(e=>{let t=void 0===e[0]?"":$(e[0]),n=e.filter(({usedBy:e})=>e.length>0).length,r=e.flatMap(e=>{let t;return void 0===e.registeredAt?[]:[function({revision:e,registeredAt:t=0,usedBy:n},r,i){let a=(0,s.qy)`<title>${e}, ${(0,l.n$)(t)}${0===n.length?"":`, runs in ${(0,o.yU)(n)}`}</title>`;return i?(0,s.qy)`<text class="gone" x="${r}" y="15">${a}×</text>`:n.length>0?(0,s.qy)`<circle class="used" cx="${r}" cy="10" r="6">${a}</circle>`:(0,s.qy)`<circle class="unused" cx="${r}" cy="10" r="5">${a}</circle>`}(e,(t=e.registeredAt,(0,l.KN)(.01+(t-g)/b*.98)),m.has(e.arn))]}),i=`${(0,l.hS)(e.length,"revision")}, ${n} in use`;return(0,s.qy)`<div class="bar"><span class="name">${t}</span><span class="took">${i}</span><svg role="img" aria-label="${t}: ${i}" width="100%" height="20"><line class="ground" x1="0" x2="100%" y1="10" y2="10"/>${r}</svg></div>`});return(0,s.uW)("revisions","Revisions with plaintext over time",[(n=p,a=m,d=n.filter(({arn:e})=>!a.has(e)),c=(e,t)=>(0,s.qy)`<svg class="key" width="12" height="12" aria-hidden="true"><circle class="${e}" cx="6" cy="6" r="${t}"/></svg>`,(0,s.p_)([...d.some(({usedBy:e})=>e.length>0)?[(0,s.qy)`${c("used",5)} in use`]:[],...d.some(({usedBy:e})=>0===e.length)?[(0,s.qy)`${c("unused",4.5)} not in use, still readable`]:[],...d.length<n.length?[(0,s.qy)`<b class="soft">×</b> deleted by this run`]:[]],"legend")),(0,s.qy)`<div class="bars">${v}</div>`,(0,s.qy)`<p class="axis of-bars"><span>${(0,l.n$)(g).slice(0,10)}</span><span>${(0,l.KW)(t-g)}</span><span>${(0,l.n$)(t).slice(0,10)}</span></p>`,w.length>100&&(0,s.qy)`<p>… and ${w.length-100} more families.</p>`])}(e,n),(0,s.uW)("more","What else was found",(0,a.Bi)(e,t).map(({title:e,lines:t})=>(0,s.TM)(`${e} (${t.length})`,(0,s.p_)(t.slice(0,500)))))]}let c={1:"controls money or whole accounts",2:"opens data",3:"opens one service",4:"unclear"};function p(e){let t=1===e||2===e||3===e?e:4;return(0,s.qy)`<span class="harm harm-${t}">${c[t]}</span>`}function f({name:e,kind:t}){return`${t.what} ${e}`}let u=["exposed","unknown","clean"]}),67396:((e,t,n)=>{n.d(t,{Z:()=>s});var r=n(77598),i=n(87358),a=n(9618);let o=`
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#d1d9e0;--box:#f6f8fa;--good:#116329;--bad:#b3131f;--warn:#7d4e00;--link:#0550ae;--waits:#8c959f;--replaces:#2da44e;--fails:#cf222e;--back:#0969da;--paused:#bf8700;--old:#8fbde8;--new:#2da44e;--pending:#b4e0bd;--mark:#fff1b8}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9ea7b1;--line:#3d444d;--box:#151b23;--good:#56d364;--bad:#ff8a82;--warn:#e3b341;--link:#6cb0ff;--waits:#6e7681;--replaces:#2ea043;--fails:#f85149;--back:#388bfd;--paused:#d29922;--old:#1f4f83;--new:#2ea043;--pending:#1c4a2a;--mark:#54400a}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
main,footer{max-width:64rem;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:1.45rem;line-height:1.3;margin:.2rem 0 .6rem}
h2{font-size:1.15rem;margin:2rem 0 .6rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:.95rem;margin:1rem 0 .3rem;color:var(--soft)}
p{margin:.4rem 0}
a{color:var(--link)}
code,pre{font:.85em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}.soft,.facts,.kicker,.axis,.note{color:var(--soft)}
.kicker,.facts{font-size:.85rem}
.standing{font-weight:600}
ul{padding-left:1.2rem;margin:.4rem 0}
.tiles,.rows,.cards,.legend,.findings,.moments{list-style:none;padding:0}
.tiles{display:flex;flex-wrap:wrap;gap:.6rem;margin:.8rem 0}
.tiles li{flex:1 1 8rem;max-width:20rem;background:var(--box);border:1px solid var(--line);border-radius:8px;padding:.5rem .8rem;font-size:.9rem}
.tiles b{display:block;font-size:1.7rem;line-height:1.2}
.rows li{display:grid;grid-template-columns:1.4rem minmax(9rem,1.5fr) 3.2fr 1.7fr;gap:.2rem 1rem;padding:.35rem 0;border-bottom:1px solid var(--line)}
.cards>li{background:var(--box);border:1px solid var(--line);border-radius:8px;padding:.6rem .8rem;margin:.5rem 0}
.findings>li{border-top:1px solid var(--line);padding:.5rem 0}
.findings li p{margin:.2rem 0}
details{border:1px solid var(--line);border-radius:8px;padding:.4rem .8rem;margin:.5rem 0}
summary{cursor:pointer;padding:.15rem 0}
pre{background:var(--box);border:1px solid var(--line);border-radius:8px;padding:.6rem .8rem;overflow-x:auto;white-space:pre;max-height:24rem;margin:.4rem 0}
pre.command{user-select:all;white-space:pre-wrap;max-height:none}
pre.source{padding:.3rem .8rem}
mark{background:var(--mark);color:inherit}
.cause{border-left:4px solid var(--fails);padding-left:.7rem;font-weight:600}
.harm{font-size:.8rem;border:1px solid currentColor;border-radius:999px;padding:.05rem .5rem}
.harm-1{color:var(--bad)}.harm-2{color:var(--warn)}.harm-3,.harm-4{color:var(--soft)}
.plain{list-style:none;padding:0}.plain li{padding:.25rem 0;border-bottom:1px solid var(--line)}
.wide{overflow-x:auto}.wide td,.wide th{white-space:nowrap;overflow-wrap:normal}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--soft);font-size:.8rem;white-space:nowrap}
td code,th code{overflow-wrap:anywhere}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.85rem;color:var(--soft)}
.bar{display:grid;grid-template-columns:12rem minmax(0,1fr) 10rem;gap:.1rem .8rem;align-items:center;padding:.2rem 0;font-size:.9rem}
.bar svg{grid-column:2;grid-row:1}
.bar .name{grid-column:1;grid-row:1}
.bar .took{grid-column:3;grid-row:1;color:var(--soft);font-size:.8rem}
.bar .note{grid-column:2/4;font-size:.8rem}
.axis{display:flex;justify-content:space-between;font-size:.8rem;border-top:1px solid var(--line);margin:.2rem 0 .8rem}
.axis.of-bars{margin:.2rem 10.8rem .8rem 12.8rem}
.whole{white-space:nowrap}
tbody th{min-width:9rem}.differences table{table-layout:fixed}.differences th:first-of-type{width:32%}.differences th:nth-of-type(2){width:26%}td{min-width:5rem}
.permissions td:first-of-type{min-width:9.5rem}.permissions td:last-child{min-width:9rem}
svg{display:block;overflow:visible}
.key{display:inline-block}
rect.waits{fill:var(--waits)}rect.replaces{fill:var(--replaces)}rect.fails{fill:var(--fails)}rect.goes-back{fill:var(--back)}rect.paused{fill:var(--paused)}
rect.old,polygon.old{fill:var(--old)}rect.new,polygon.new{fill:var(--new)}rect.pending,polygon.pending{fill:var(--pending)}
line.decided{stroke:var(--fg);stroke-width:2}line.noticed{stroke:var(--fg);stroke-width:2;stroke-dasharray:3 3}
line.wanted{stroke:var(--soft);stroke-width:1;stroke-dasharray:5 4}line.ground{stroke:var(--line);stroke-width:2}
text{fill:var(--fg);font:12px system-ui,sans-serif}
text.fail{font:700 18px system-ui,sans-serif;text-anchor:middle;paint-order:stroke;stroke:var(--bg);stroke-width:3px;fill:var(--bad)}
text.gone{font:700 16px system-ui,sans-serif;text-anchor:middle;fill:var(--soft)}
circle.used{fill:var(--fails)}circle.unused{fill:var(--bg);stroke:var(--fails);stroke-width:2}
figure{margin:.8rem 0}
figcaption{margin-bottom:.4rem;font-size:.9rem}
.plot{border:1px solid var(--line);border-radius:8px 8px 0 0;overflow:hidden;padding:0}
.moments time{color:var(--soft);font-variant-numeric:tabular-nums}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
@media (max-width:40rem){
table,tbody,tr,th,td,.permissions td:nth-child(n){display:block;min-width:0}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border-bottom:1px solid var(--line);padding:.4rem 0}
th,td{border:0;padding:.1rem 0}
td:empty,td:has(>.none:only-child){display:none}
pre.log{white-space:pre-wrap}
td[data-label]::before{content:attr(data-label) ": ";color:var(--soft);font-size:.85em}
td:not(.wide td):has(>.whole:only-child)::before{content:none}
main,footer{padding:.8rem}
.tiles li{max-width:none}
.differences th:nth-of-type(n){width:auto}
h1{font-size:1.2rem}
.wide td{display:inline-block;margin-right:.8rem}
.rows li{grid-template-columns:1.4rem 1fr}
.rows li>*{grid-column:2}.rows li>:first-child{grid-column:1;grid-row:1}
.bar{grid-template-columns:minmax(0,1fr) max-content}
.axis.of-bars{margin:.2rem 0 .8rem}
.bar .name{grid-column:1}.bar .took{grid-column:2}.bar svg{grid-column:1/3;grid-row:2}.bar .note{grid-column:1/3}
}
@media print{
:root{--bg:#fff;--fg:#000;--soft:#444;--line:#bbb;--box:#fff}
body{font-size:10.5pt}
main,footer{max-width:none;padding:0}
details{border:0;padding:0}
::details-content{content-visibility:visible;block-size:auto}
summary{list-style:none;font-weight:600}
pre{max-height:none;white-space:pre-wrap;overflow:visible}
.plot{overflow:visible}
section,figure,.bar,.cards>li,.findings>li{break-inside:avoid-page}
section{break-inside:auto}
h2,h3,summary{break-after:avoid}
svg,mark,.tiles li{-webkit-print-color-adjust:exact;print-color-adjust:exact}
a[href]{color:inherit}
}
`;function s({title:e,main:t,json:n}){let l=(0,r.createHash)("sha256").update(o).digest("base64"),d=`default-src 'none'; style-src 'sha256-${l}'; base-uri 'none'; form-action 'none'`,c=(0,a.qy)`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${d}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${(0,i.cz)(e,200)}</title>
`,p=5e6>=(0,i.$$)(n),f=(0,a.qy)`</head>
<body>
<main>
${t}
</main>
<footer><p class="soft">${p?"The data of this page is in this file as JSON, in the element with the ID \u201Creport-data\u201D.":"The data is too long for this page; --format json prints it."}</p></footer>${p&&(0,a.g4)("report-data",n)}
</body>
</html>
`;return`${c.text}<style>${o}</style>
${f.text}`}}),9618:((e,t,n)=>{n.d(t,{$F:()=>o,Mn:()=>m,TM:()=>f,an:()=>$,g4:()=>d,nf:()=>b,os:()=>g,p_:()=>u,qy:()=>a,tp:()=>c,uW:()=>p});var r=n(87358);class i{text;constructor(e){this.text=e}}function a(e,...t){return new i(e.map((e,n)=>`${e}${n<t.length?s(t[n]):""}`).join(""))}function o(e,t){return new i(e.map(s).join(s(t)))}function s(e){return void 0===e||!1===e?"":e instanceof i?e.text:"object"==typeof e?e.map(s).join(""):l(String(e))}function l(e){return(0,r.RK)(e).replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;").replaceAll("'","&#39;")}function d(e,t){let n=t.replace(/[<>&\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,"0")}`);return new i(`<script type="application/json" id="${l(e)}">${n}<\/script>`)}function c(e,t,n){let r=t.map(e=>a`<th scope="col" role="columnheader">${e}</th>`),i=(e,n)=>0===n?a`<th scope="row" role="rowheader">${e}</th>`:a`<td role="cell" data-label="${t[n]}">${e}</td>`,o=n.map(e=>a`<tr role="row">${e.map(i)}</tr>`);return a`<table role="table" aria-label="${e}"><thead role="rowgroup"><tr role="row">${r}</tr></thead><tbody role="rowgroup">${o}</tbody></table>`}function p(e,t,n){let r=n.filter(e=>void 0!==e&&!1!==e);if(0!==r.length)return a`<section aria-labelledby="${e}"><h2 id="${e}">${t}</h2>${r}</section>`}function f(e,t,n=!1){return n?a`<details open><summary>${e}</summary>${t}</details>`:a`<details><summary>${e}</summary>${t}</details>`}function u(e,t=""){if(0===e.length)return;let n=e.map(e=>a`<li>${e}</li>`);return""===t?a`<ul>${n}</ul>`:a`<ul class="${t}">${n}</ul>`}let h=new i("\n");function m(e,t,n="log"){return a`<pre class="${n}" role="group" tabindex="0" aria-label="${e}">${o(t,h)}</pre>`}function g(e){return u(e.filter(([e])=>e>0).map(([e,t,n])=>a`<b class="${n}">${e}</b> ${t}`),"tiles")}function b(e,t){return a`<a href="${t}" rel="noreferrer">${e}</a>`}function $(e,t){return void 0!==t&&/^https:\/\/[\w.:-]+\//.test(t)?b(e,t):void 0}}),33891:((e,t,n)=>{n.d(t,{mergedToHtml:()=>q});var r=n(96815),i=n(882),a=n(67541),o=n(67396),s=n(9618),l=n(25742),d=n(36976);function c({repository:e,findings:t},n){let r=t.slice(0,200).map(e=>[(0,s.qy)`<b class="${"error"===e.level?"bad":"warn"}">${e.level}</b>`,(0,s.qy)`<code>${(0,l.ps)(e)}</code>`,e.rule,(0,s.qy)`<code>${e.name}</code>`]),i=t.length-r.length;return(0,s.TM)((0,s.qy)`<b>${e}</b> <span class="soft">${(0,d.hS)(t.length,"finding")}</span>`,[(0,s.tp)(`Findings in ${e}`,["level","file","rule","name"],r),i>0&&(0,s.qy)`<p>… and ${i} more.</p>`],n<3)}var p=n(28383),f=n(49197);let u=["bad","warn","warn","good"],h=["\u2717","?","!","\u2713"];function m(e){let t="organization-audit"===e.kind?e.places.map(w):e.places.map(v),n=[...new Set(t.map(({region:e})=>e))].toSorted((e,t)=>e<t?-1:1),r=(0,f.$)(t,({account:e})=>e).toSorted((e,t)=>g(e)-g(t)||b(t)-b(e)),i=r.filter(e=>3>g(e)),a=r.slice(i.length),o=(e,t)=>{var r,i,a;let o;return r=e,i=t.slice(0,1e3),a=n,o=i.map(e=>[e[0]?.account,...a.map(t=>e.filter(e=>e.region===t).map($))]),(0,s.qy)`<div class="wide" role="group" tabindex="0" aria-label="${r}">${(0,s.tp)(r,["account",...a],o)}</div>`};return(0,s.uW)("places","Accounts and Regions",[i.length>0&&o("Verdict of each account and Region",i.slice(0,20)),i.length>20&&(0,s.TM)((0,d.hS)(i.length-20,"more account","more accounts"),o("Verdicts of further accounts",i.slice(20))),a.length>0&&(0,s.TM)(`${(0,d.hS)(a.length,"account")} with nothing to do`,o("Accounts with nothing to do",a),0===i.length&&a.length<=20),r.length>1e3&&(0,s.qy)`<p>Only the first ${1e3} of each are shown.</p>`])}function g(e){return Math.min(...e.map(({weight:e})=>e))}function b(e){return e.filter(({weight:t})=>t===g(e)).length}function $({weight:e,words:t}){return(0,s.qy)`<span class="whole ${u[e]}">${h[e]} ${t}</span>`}function w({account:e,region:t,verdict:n,exposed:r,oldRevisions:i}){switch(n){case"exposed":return{account:e,region:t,weight:0,words:`${r.length} exposed`};case"unknown":return{account:e,region:t,weight:1,words:"not verified"};case"old-revisions":return{account:e,region:t,weight:2,words:(0,d.hS)(i,"old revision")};case"clean":return{account:e,region:t,weight:3,words:"clean"}}}function v({account:e,region:t,services:n,why:r}){let i=n.filter(e=>!(0,p.$)(e)),a=i.filter(({outcome:e})=>"unknown"!==e);return a.length>0?{account:e,region:t,weight:0,words:`${a.length} failed`}:void 0!==r||i.length>0?{account:e,region:t,weight:1,words:"unknown"}:{account:e,region:t,weight:3,words:`${n.length} succeeded`}}var y=n(72860);function x(e){let t=e.services.filter(e=>!(0,p.$)(e)).slice(0,500).map(({service:e,cluster:t,outcome:n,reason:r})=>[(0,s.qy)`${e}<br><span class="soft">cluster ${t}</span>`,(0,s.qy)`<b class="${"unknown"===n?"warn":"bad"}">${(0,y.Lz)(n)}</b>`,r]),n=(0,s.an)("Workflow run",e.url);return(0,s.TM)((0,s.qy)`<b>${(0,r.VM)(e)}</b> <span class="soft">${0===t.length?"unknown":(0,d.hS)(t.length,"service")}</span>`,[void 0!==e.why&&(0,s.qy)`<p>${e.why}</p>`,t.length>0&&(0,s.tp)(`Services in ${(0,r.VM)(e)}`,["service","outcome","reason"],t),n&&(0,s.qy)`<p>${n}</p>`],!0)}function k(e){let t=e.services.filter(p.$).map(({service:e})=>e);return(0,s.qy)`<b>${(0,r.VM)(e)}</b> ${t.slice(0,500).join(", ")}`}function q(e){let t=(0,i.yy)(e),n=["clean","succeeded","none"].includes(e.verdict),{what:f,numbers:u,parts:h}=function(e){switch(e.kind){case"organization-audit":return{what:"audit",numbers:function({places:e}){let t=t=>e.filter(e=>e.verdict===t).length;return(0,s.os)([[t("exposed"),"exposed","bad"],[t("unknown"),"not verified","warn"],[t("old-revisions"),"plaintext in old revisions only","warn"],[t("clean"),"clean","good"]])}(e),parts:function(e){var t,n,o;let l,c,p,f,u,h,{places:g,rotate:b,changes:$,isFirst:w}=e;return[(void 0!==$||w)&&function(e){if(void 0===e)return(0,s.uW)("changes","What changed",[(0,s.qy)`<p>Unknown: no earlier report to compare with.</p>`]);let t=Object.keys(M).flatMap(t=>{let[n,r]=M[t];return(0,i.jA)(e,t).map(e=>(0,s.qy)`<b class="${n}">${r} ${i.r8[t]}</b> ${e}`)});return(0,s.uW)("changes",`What changed since ${e.since.slice(0,10)}`,[0===t.length&&(0,s.qy)`<p>Nothing: the same is exposed as before.</p>`,(0,s.p_)(t.slice(0,200),"plain"),t.length>200&&(0,s.TM)(`${t.length-200} more`,(0,s.p_)(t.slice(200),"plain"))])}($),(l=(t=b).slice(0,200).map(({name:e,rank:t,what:n,issuedAt:i,where:o})=>{let l=[...new Set(o.map(r.VM))],d=(0,s.p_)(o.map(e=>(0,s.qy)`<b>${(0,r.VM)(e)}</b> ${e.in.join(", ")}`),"plain"),c=1===l.length?`in ${l[0]??""}`:`in ${l.length} accounts and Regions`;return(0,s.qy)`${(0,a.s)(t)} <b>${e}</b>, ${n}<br>Replace it at: ${i}${(0,s.TM)(c,d)}`}),(0,s.uW)("rotate","Rotate first",[l.length>0&&(0,s.qy)`<p class="soft">Moving a value to a secret does not make it secret again: anyone who has seen it can still use it.</p>`,(0,s.p_)(l,"cards"),t.length>200&&(0,s.qy)`<p>… and ${t.length-200} more, in the data at the end of this page.</p>`])),m(e),(p=(c=g.filter(({verdict:e,unknown:t,why:n})=>"unknown"===e||t.length>0||void 0!==n)).slice(0,500).map(e=>{let t=e.unknown.slice(0,200).map(({kind:e,name:t,cluster:n,unknown:r})=>(0,s.qy)`${e} ${t} (${n}): ${r.join(", ")}`);return(0,s.qy)`<b>${(0,r.VM)(e)}</b> ${e.why??"see the audit of this account and Region"}${S(e)}${t.length>0&&(0,s.TM)((0,d.hS)(e.unknown.length,"service or task","services and tasks"),(0,s.p_)(t))}`}),(0,s.uW)("unknown","Not verified, so not clean",[(0,s.p_)(p,"cards"),c.length>500&&(0,s.qy)`<p>… and ${c.length-500} more.</p>`])),(u=(f=(n=g.filter(({exposed:e})=>e.length>0)).slice(0,500).map((e,t)=>{let n=e.exposed.slice(0,200).map(({kind:e,name:t,cluster:n,revisions:r,plaintext:i})=>[(0,s.qy)`${"service"===e?"":`${e} `}${t}<br><span class="soft">cluster ${n}</span>`,r.join(", "),(0,s.qy)`<code>${i.join(", ")}</code>`]),i=e.exposed.length-n.length;return(0,s.TM)((0,s.qy)`<b>${(0,r.VM)(e)}</b> <span class="soft">${e.exposed.length} exposed</span>`,[S(e),(0,s.tp)(`Exposed in ${(0,r.VM)(e)}`,["what","revision","variables"],n),i>0&&(0,s.qy)`<p>… and ${i} more.</p>`],t<3)})).slice(20),(0,s.uW)("exposed","What is exposed",[...f.slice(0,20),u.length>0&&(0,s.TM)(`${u.length} more`,u),n.length>500&&(0,s.qy)`<p>… and ${n.length-500} more, in the data at the end of this page.</p>`])),(h=(o=g.filter(({oldRevisions:e})=>e>0)).slice(0,500).map(e=>(0,s.qy)`<b>${(0,r.VM)(e)}</b> ${(0,d.hS)(e.oldRevisions,"revision")}`),(0,s.uW)("old","Old revisions with plaintext",[h.length>0&&(0,s.qy)`<p class="soft">No task runs them, but they stay readable until they are deleted. To delete them, run <code>audit --purge</code>.</p>`,h.length>0&&(0,s.TM)((0,d.hS)(o.length,"account and Region","accounts and Regions"),(0,s.p_)(h,"plain"))]))]}(e)};case"organization-results":return{what:"results",numbers:function({counts:e}){return(0,s.os)([[e.failed,"failed","bad"],[e.unknown,"unknown","warn"],[e.succeeded,"succeeded","good"]])}(e),parts:[m(e),...function({places:e}){let t=e.filter(({services:e,why:t})=>void 0!==t||!e.every(p.$)),n=e.filter(({services:e})=>e.some(p.$));return[(0,s.uW)("failed","Failed or unknown",t.slice(0,500).map(x)),(0,s.uW)("succeeded","Succeeded",[n.length>0&&(0,s.TM)((0,d.hS)(n.length,"account and Region","accounts and Regions"),(0,s.p_)(n.slice(0,500).map(k),"plain"))])]}(e)]};case"organization-check":return{what:"check",numbers:function({repositories:e}){let t=t=>e.filter(e=>e.verdict===t).length;return(0,s.os)([[t("findings"),"with findings","bad"],[t("unknown"),"not verified","warn"],[t("none"),"without task definitions","soft"],[t("clean"),"clean","good"]])}(e),parts:function(e){let{repositories:t}=e,n=t.filter(({findings:e})=>e.length>0),r=t.filter(({why:e})=>void 0!==e),i=t.filter(({verdict:e})=>"clean"===e||"none"===e),a=(0,l.sz)(e).find(({title:e})=>"By rule"===e)?.rows??[];return[(0,s.uW)("found","Findings",[...n.slice(0,500).map(c),n.length>500&&(0,s.qy)`<p>… and ${n.length-500} more, in the data at the end of this page.</p>`]),(0,s.uW)("unknown","Not verified, so not clean",[(0,s.p_)(r.slice(0,500).map(({repository:e,why:t})=>(0,s.qy)`<b>${e}</b> ${t}`),"cards"),r.length>500&&(0,s.qy)`<p>… and ${r.length-500} more.</p>`]),(0,s.uW)("rules","By rule",[a.length>0&&(0,s.tp)("Findings by rule",["rule","findings","repositories"],a)]),(0,s.uW)("clean","Without findings",[i.length>0&&(0,s.TM)((0,d.hS)(i.length,"repository","repositories"),(0,s.p_)(i.map(({repository:e,verdict:t,files:n})=>(0,s.qy)`${e} <span class="soft">${"none"===t?"no task definition":(0,d.hS)(n,"file")}</span>`),"plain"))])]}(e)}}}(e),g=(0,s.qy)`<header class="${n?"is-good":"is-bad"}">
<p class="kicker">ecs-sealed-deploy ${f} merge · ${e.at.slice(0,16).replace("T"," ")} UTC</p>
<h1><span class="${n?"good":"bad"}">${n?"\u2713":"\u2717"}</span> ${t}</h1>
${u}
</header>
${h}`;return(0,o.Z)({title:`${f}: ${t}`,main:g,json:JSON.stringify(e)})}let M={newlyExposed:["bad","\u2717"],firstSeen:["bad","\u2717"],renamed:["bad","\u2717"],lost:["warn","?"],dropped:["warn","?"],fixed:["good","\u2713"]};function S({url:e}){let t=(0,s.an)("Workflow run",e);return t&&(0,s.qy)`<p>${t}</p>`}}),36976:((e,t,n)=>{function r(e){return`${Math.round(1e4*Math.min(1,Math.max(0,e)))/100}%`}function i(e){return o(e)?.slice(11,19)??"?"}function a(e){return o(e)?.slice(0,16).replace("T"," ")??"?"}function o(e){let t=new Date(e);return Number.isNaN(t.getTime())?void 0:t.toISOString()}function s(e){let t=Math.floor(e/864e5);return t<1?"today":t<60?`${t} ${1===t?"day":"days"}`:t<730?`${Math.floor(t/30.44)} months`:`${Math.floor(t/365.25)} years`}function l(e,t,n=`${t}s`){return`${e} ${1===e?t:n}`}n.d(t,{KN:()=>r,KW:()=>s,hS:()=>l,n$:()=>a,pm:()=>i})}),49197:((e,t,n)=>{n.d(t,{$:()=>r});function r(e,t){let n=new Map;for(let r of e){let e=t(r),i=n.get(e);i?i.push(r):n.set(e,[r])}return[...n.values()]}})};

"use strict";exports.ids=[2125],exports.modules={77598:((e,r,t)=>{t.b(e,"node:crypto")}),44344:((e,r,t)=>{r.o=function({audit:e,history:r},t){var c,u;let h,g,b;return[(c=e,u=t,h=function({exposedRevisions:e}){let r=new Map;for(let{registeredAt:t,exposures:i}of e)if(void 0!==t)for(let e of i){let i=p(e);r.set(i,Math.min(r.get(i)??t,t))}return r}(c),g=c.rotate.map(e=>({row:e,at:h.get(p(e))})).toSorted((e,r)=>e.row.kind.rank-r.row.kind.rank||(e.at??u)-(r.at??u)),b=(0,l.oC)(c),(0,s.uW)("rotate","Rotate first",[g.length>0&&(0,s.qy)`<p class="soft">Moving a value to a secret does not invalidate it: anyone who has seen it can still use it.</p>`,""!==b&&(0,s.qy)`<p><b class="warn">${b}</b></p>`,(0,s.p_)(g.slice(0,500).map(({row:{name:e,kind:r,where:t,secret:i},at:a})=>{let o=void 0===a?"age unknown":`readable for ${(0,d.KW)(u-a)}, since ${(0,d.n$)(a).slice(0,10)}`;return(0,s.qy)`${m(r.rank)} <b>${e}</b>, ${r.what}${void 0===i?"":(0,s.qy)`, now secret <code>${i}</code>`}<br>
<span class="soft">${o}; found in ${(0,n.yU)(t)}</span><br>Replace it at: ${r.issuedAt}`}),"cards")])),function({items:e,...r},t){let i=e.toSorted((e,r)=>f.indexOf(e.verdict)-f.indexOf(r.verdict)),a=new Set(e.flatMap(({account:e})=>e??[])).size,o=i.slice(0,500).map(e=>{let r=[...(0,l.Wv)(e.exposures),...e.unknown];return[(0,s.qy)`${"service"===e.kind?"":`${e.kind} `}${e.name}<br><span class="soft">${function({key:e,cluster:r,region:t,account:i},a){let n=void 0===i||1===a?[]:[`account ${i}`];return[...void 0===e?[]:[`${e} in the configuration file`],r,t,...n].join(", ")}(e,a)}</span>`,"exposed"===e.verdict?(0,s.qy)`<b class="bad whole">✗ exposed</b>`:"","unknown"===e.verdict?(0,s.qy)`<b class="warn whole">? unknown</b>`:"","clean"===e.verdict?(0,s.qy)`<b class="good whole">✓ clean</b>`:"",(0,s.qy)`${(0,n.yU)(e.revisions)}${0===r.length?"":(0,s.qy)`<br>${(0,n.yU)(r)}`}${function({since:e},r){if(void 0===e)return;let t=void 0===e.by?"":` by ${e.by}`,i=void 0===e.at?"":`, ${(0,d.KW)(r-e.at)} ago`;return(0,s.qy)`<br><span class="soft">since ${e.revision}${i}${t}</span>`}(e,t)}`]}),c=e.length-o.length;return(0,s.uW)("services","What runs",[o.length>0&&(0,s.qy)`<div class="verdicts">${(0,s.tp)("What runs, and its verdict",["what","exposed","unknown","clean","revision and credentials"],o)}</div>`,c>0&&(0,s.qy)`<p>… and ${c} more, in the data at the end of this page.</p>`,...(0,l.bz)({items:e,...r}).map(e=>(0,s.qy)`<p class="soft">${e}</p>`)])}(e,t),function(e,r){var t,o;let l,c,{exposedRevisions:m,purge:p=[]}=e,f=(0,i.O)(e),u=m.flatMap(({registeredAt:e})=>e??[]);if(0===u.length)return;let h=new Set(p.filter(({outcome:e})=>"deleted"===e).map(({arn:e})=>e)),g=Math.min(...u),b=Math.max(1,r-g),w=({revision:e,arn:r})=>`${e.replace(/:\d+$/,"")}${f((0,i.C)(r))}`,v=(0,a.$)(m,w),$=v.slice(0,100).map(e=>{let r=void 0===e[0]?"":w(e[0]),t=e.filter(({usedBy:e})=>e.length>0).length,i=e.flatMap(e=>{let r;return void 0===e.registeredAt?[]:[function({revision:e,registeredAt:r=0,usedBy:t},i,a){let o=(0,s.qy)`<title>${e}, ${(0,d.n$)(r)}${0===t.length?"":`, runs in ${(0,n.yU)(t)}`}</title>`;return a?(0,s.qy)`<text class="gone" x="${i}" y="15">${o}×</text>`:t.length>0?(0,s.qy)`<circle class="used" cx="${i}" cy="10" r="6">${o}</circle>`:(0,s.qy)`<circle class="unused" cx="${i}" cy="10" r="5">${o}</circle>`}(e,(r=e.registeredAt,(0,d.KN)(.01+(r-g)/b*.98)),h.has(e.arn))]}),a=`${(0,d.hS)(e.length,"revision")}, ${t} in use`;return(0,s.qy)`<div class="bar"><span class="name">${r}</span><span class="took">${a}</span><svg role="img" aria-label="${r}: ${a}" width="100%" height="20"><line class="ground" x1="0" x2="100%" y1="10" y2="10"/>${i}</svg></div>`});return(0,s.uW)("revisions","Revisions with plaintext over time",[(t=m,o=h,l=t.filter(({arn:e})=>!o.has(e)),c=(e,r)=>(0,s.qy)`<svg class="key" width="12" height="12" aria-hidden="true"><circle class="${e}" cx="6" cy="6" r="${r}"/></svg>`,(0,s.p_)([...l.some(({usedBy:e})=>e.length>0)?[(0,s.qy)`${c("used",5)} in use`]:[],...l.some(({usedBy:e})=>0===e.length)?[(0,s.qy)`${c("unused",4.5)} not in use, still readable`]:[],...l.length<t.length?[(0,s.qy)`<b class="soft">×</b> deleted by this run`]:[]],"legend")),(0,s.qy)`<div class="bars">${$}</div>`,(0,s.qy)`<p class="axis of-bars"><span>${(0,d.n$)(g).slice(0,10)}</span><span>${(0,d.KW)(r-g)}</span><span>${(0,d.n$)(r).slice(0,10)}</span></p>`,v.length>100&&(0,s.qy)`<p>… and ${v.length-100} more families.</p>`])}(e,t),(0,s.uW)("more","What else was found",(0,o.Bi)(e,r).map(({title:e,lines:r})=>(0,s.TM)(`${e} (${r.length})`,(0,s.p_)(r.slice(0,500)))))]},r.x=m;var i=t(8414),a=t(69270),n=t(7673),o=t(58597),l=t(52647),s=t(16127),d=t(46971);let c={1:"controls money or whole accounts",2:"opens data",3:"opens one service",4:"unclear"};function m(e){let r=1===e||2===e||3===e?e:4;return(0,s.qy)`<span class="harm harm-${r}">${c[r]}</span>`}function p({name:e,kind:r}){return`${r.what} ${e}`}let f=["exposed","unknown","clean"]}),61854:((e,r,t)=>{r.Z=function({title:e,main:r,json:t}){let l=(0,i.createHash)("sha256").update(o).digest("base64"),s=`default-src 'none'; style-src 'sha256-${l}'; base-uri 'none'; form-action 'none'`,d=(0,n.qy)`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${s}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${(0,a.cz)(e,200)}</title>
`,c=5e6>=(0,a.$$)(t),m=(0,n.qy)`</head>
<body>
<main>
${r}
</main>
<footer><p class="soft">${c?"The data of this page is in this file as JSON, in the element with the ID \u201Creport-data\u201D.":"The data is too long for this page; --format json prints it."}</p></footer>${c&&(0,n.g4)("report-data",t)}
</body>
</html>
`;return`${d.text}<style>${o}</style>
${m.text}`};var i=t(77598),a=t(52823),n=t(16127);let o=`
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
tbody th{min-width:9rem}.verdicts th{min-width:13rem}.differences table{table-layout:fixed}.differences th:first-of-type{width:32%}.differences th:nth-of-type(2){width:26%}td{min-width:5rem}
.permissions td:first-of-type{min-width:9.5rem}.permissions td:last-child{min-width:9rem}.permissions td:has(code){width:40%}
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
table,tbody,tr,th,td,.verdicts th,.permissions td:nth-child(n){display:block;width:auto;min-width:0}
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
.wide td,.wide th{white-space:normal;overflow-wrap:anywhere}.wide td:not(:empty){display:inline-block;margin-right:.8rem}
.rows li{grid-template-columns:1.4rem 1fr}
.rows li>*{grid-column:2}.rows li>:first-child{grid-column:1;grid-row:1}
.bar{grid-template-columns:minmax(0,1fr) max-content}
.axis.of-bars{margin:.2rem 0 .8rem}
.bar .name{grid-column:1}.bar .took{grid-column:2}.bar svg{grid-column:1/3;grid-row:2}.bar .note{grid-column:1/3}
}
@media print{
:root{--bg:#fff;--fg:#000;--soft:#444;--line:#bbb;--box:#fff}
body{font-size:10.5pt}
main{max-width:none;padding:0}
footer{display:none}
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
`}),16127:((e,r,t)=>{r.$F=o,r.Mn=function(e,r,t="log"){return n`<pre class="${t}" role="group" tabindex="0" aria-label="${e}">${o(r,c)}</pre>`},r.TM=function(e,r,t=!1){return t?n`<details open><summary>${e}</summary>${r}</details>`:n`<details><summary>${e}</summary>${r}</details>`},r.an=function(e,r){return void 0!==r&&/^https:\/\/[\w.:-]+\//.test(r)?m(e,r):void 0},r.g4=function(e,r){let t=r.replace(/[<>&\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,"0")}`);return new a(`<script type="application/json" id="${s(e)}">${t}<\/script>`)},r.nf=m,r.os=function(e){return d(e.filter(([e])=>e>0).map(([e,r,t])=>n`<b class="${t}">${e}</b> ${r}`),"tiles")},r.p_=d,r.qy=n,r.tp=function(e,r,t){let i=r.map(e=>n`<th scope="col" role="columnheader">${e}</th>`),a=(e,t)=>0===t?n`<th scope="row" role="rowheader">${e}</th>`:n`<td role="cell" data-label="${r[t]}">${e}</td>`,o=t.map(e=>n`<tr role="row">${e.map(a)}</tr>`);return n`<table role="table" aria-label="${e}"><thead role="rowgroup"><tr role="row">${i}</tr></thead><tbody role="rowgroup">${o}</tbody></table>`},r.uW=function(e,r,t){let i=t.filter(e=>void 0!==e&&!1!==e);if(0!==i.length)return n`<section aria-labelledby="${e}"><h2 id="${e}">${r}</h2>${i}</section>`};var i=t(6473);class a{text;constructor(e){this.text=e}}function n(e,...r){return new a(e.map((e,t)=>`${e}${t<r.length?l(r[t]):""}`).join(""))}function o(e,r){return new a(e.map(l).join(l(r)))}function l(e){return void 0===e||!1===e?"":e instanceof a?e.text:"object"==typeof e?e.map(l).join(""):s(String(e))}function s(e){return(0,i.RK)(e).replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;").replaceAll("'","&#39;")}function d(e,r=""){if(0===e.length)return;let t=e.map(e=>n`<li>${e}</li>`);return""===r?n`<ul>${t}</ul>`:n`<ul class="${r}">${t}</ul>`}let c=new a("\n");function m(e,r){return n`<a href="${r}" rel="noreferrer">${e}</a>`}}),46971:((e,r,t)=>{r.KN=function(e){return`${Math.round(1e4*Math.min(1,Math.max(0,e)))/100}%`},r.KW=function(e){let r=Math.floor(e/864e5);return r<1?"today":r<60?`${r} ${1===r?"day":"days"}`:r<730?`${Math.floor(r/30.44)} months`:`${Math.floor(r/365.25)} years`},r.hS=function(e,r,t=`${r}s`){return`${e} ${1===e?r:t}`},r.n$=function(e){return i(e)?.slice(0,16).replace("T"," ")??"?"},r.pm=function(e){return i(e)?.slice(11,19)??"?"};function i(e){let r=new Date(e);return Number.isNaN(r.getTime())?void 0:r.toISOString()}})};

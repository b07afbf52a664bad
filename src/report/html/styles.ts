/**
 * The style sheet of the page; the page's policy allows exactly these bytes. Colors are variables, so that the dark
 * theme needs only a few lines.
 */
export const STYLES = `
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
`

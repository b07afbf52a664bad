export const id=7815;export const ids=[7815];export const modules={7815:((e,t,s)=>{s.d(t,{runInit:()=>h});var n=s(42683),o=s(38815);let i="ecs-sealed-deploy/ecs-sealed-deploy/.github/workflows";function r({name:e,permissions:t},s){let n=s.length>1;return(0===s.length?[""]:s).map(s=>{let o=["contents: read # to check the repository out",l,...t],r=""===s?"":`    with:
      environment: ${s}
`;return`  ${n?`${e}-${s}`:e}:
    permissions:
${o.map(e=>`      ${e}
`).join("")}    uses: ${i}/${e}.yml@v1
${r}`}).join("")}let l="id-token: write # to ask GitHub for the token that AWS exchanges for credentials";var a=s(73533),p=s(66621),m=s(95118),c=s(2887);async function h({write:e},t){var s,l,d,u;let f,w,$=await (0,a.N)(t);if("problems"in $)return{lines:[],problems:$.problems};let{workflows:g}=$,k=(0,p.o)((0,p.H)(g,$.definitions),$.files);if(0===k.entries.length){return{lines:[],problems:[(l=g.length,{code:"nothing-to-adopt",fault:"user",message:`None of the ${l} workflows deploys to ECS by an action or command that is known here, and git tracks no task definition.`,hint:"Run it at the top of the repository, with the files committed or added to git."})]}}let y=(0,n.N)(k),b=[{file:(0,c.i)(t.workspace,m.n0).file,text:function(e,t){let{defaults:s,services:n,environments:i,tasks:r,order:l}=e,a=new Map,p=(e,t)=>Object.fromEntries(Object.entries(e).map(([e,{value:s,note:n}])=>(n&&a.set([...t,e].join("\0"),n),[e,s]))),m=(e,t)=>Object.fromEntries(Object.entries(e).map(([e,s])=>[e,p(s,[...t,e])])),c={...Object.keys(s).length>0?{defaults:p(s,["defaults"])}:{},services:m(n,["services"]),...Object.keys(r).length>0?{tasks:m(r,["tasks"])}:{},...Object.keys(i).length>0?{environments:Object.fromEntries(Object.entries(i).map(([e,t])=>{let s=["environments",e],n=m(t.services,[...s,"services"]),o=Object.keys(n).length>0?{services:n}:{};return[e,{...p(t.general,s),...o}]}))}:{},...l?p({order:l},[]):{}},h=new o.yo(c);for(let[e,t]of a){let s=h.getIn(e.split("\0"),!0);((0,o.jn)(s)||(0,o.P3)(s))&&(s.comment=` ${t}`)}(0,o.YR)(h,{Map:(e,t)=>{t.flow=0===t.items.length},Seq:(e,t)=>{t.flow=!0}});let d=function({entries:e,unused:t}){let s=e.flatMap(({key:e,environment:t,cells:s})=>Object.entries(s).flatMap(([s,n])=>"open"===n.kind?[`#   ${s} of ${e}${t?` in ${t.word}`:""}: ${n.why} (${n.from})
`]:[])),n=t.map(({file:e})=>`#   what deploys ${e}
`);return[...new Set([...s,...n])]}(t),u=`# yaml-language-server: $schema=https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/ecs-sealed-deploy.schema.json
`,f=d.length>0?`# Not known from the repository, to be added:
${d.join("")}
`:"";return`${u}${f}${h.toString({lineWidth:0,flowCollectionPadding:!1})}`}(y,k)},{file:".github/workflows/ecs-pull-request.yml",text:(d=s=Object.keys(y.environments),`name: ECS pull request
on: pull_request
permissions: {}
jobs:
  check:
    permissions:
      contents: read # to check the repository out
    uses: ${i}/check.yml@v1
${r({name:"plan",permissions:["pull-requests: write # to write the comment"]},d)}`)},{file:".github/workflows/ecs-deploy.yml",text:(f=0===(u=s).length?"":`    inputs:
      environment:
        type: choice
        required: true
        options: [${u.join(", ")}]
`,w=0===u.length?[]:["${{ inputs.environment }}"],`name: ECS deploy
# Started by hand. Add "push:" with the branch that is to be deployed, and name the environment that it means.
on:
  workflow_dispatch:
${f}permissions: {}
jobs:
${r({name:"deploy",permissions:[]},w)}`)}],j=[],v=[...function({entries:e,unused:t,notes:s,tasks:n,order:o}){let i=e.flatMap(({key:e,environment:t,cells:s,paths:n})=>[[e,"environment",t?.word??"(none is named)",`${t?.from??""}${t?.isGuess?" (guess)":""}`],...Object.entries(s).map(([t,s])=>[e,t,"known"===s.kind?s.value:`? ${s.why}`,`${s.from}${"known"===s.kind&&s.isGuess?" (guess)":""}`]),...n?[[e,"paths",n.values.join(" "),`${n.from}${n.isGuess?" (guess)":""}`]]:[]]),r=n.map(({key:e,definition:t,for:s,from:n})=>[e,s?`task before ${s.join(", ")}`:"task","file"in t?t.file:`live: ${t.live}`,`${n} (guess)`]),l=o?[["","order",o.waves.map(e=>e.join(", ")).join(" | "),`${o.from} (guess)`]]:[],a=[["service","what","value","from where"],...i,...r,...l],p=[0,1,2].map(e=>Math.max(...a.map(t=>t[e]?.length??0)));return[...a.map(e=>e.map((e,t)=>e.padEnd(p[t]??0)).join("  ").trimEnd()),...t.map(({file:e})=>`No workflow was seen to deploy ${e}.`),...s]}(k)];for(let{file:s,text:n}of b){let o=t.exists(s);if(v.push("",`${s}${o?" exists and is left as it is; this is what would be written:":":"}`),v.push(...n.trimEnd().split("\n").map(e=>`  ${e}`)),!e||o)continue;let i=t.write(s,n,{isNew:!0});i?j.push(i):v.push("  -> written")}return v.push("",e?'Look at the files, and run "ecs-sealed-deploy check".':"Nothing was written; --write does."),{lines:v,problems:j}}})};

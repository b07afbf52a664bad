export const id=7815;export const ids=[7815];export const modules={7815:((e,t,n)=>{n.d(t,{runInit:()=>h});var s=n(42683),o=n(38815);let i="ecs-sealed-deploy/ecs-sealed-deploy/.github/workflows";function r({name:e,permissions:t,inputs:n=[]},s){let o=s.length>1;return(0===s.length?[""]:s).map(s=>{let r=["contents: read # to check the repository out",l,...t],a=[...""===s?[]:[`environment: ${s}`],...n],m=0===a.length?"":`    with:
${a.map(e=>`      ${e}
`).join("")}`;return`  ${o?`${e}-${s}`:e}:
    permissions:
${r.map(e=>`      ${e}
`).join("")}    uses: ${i}/${e}.yml@v1
${m}`}).join("")}let l="id-token: write # to ask GitHub for the token that AWS exchanges for credentials";var a=n(73533),m=n(34419);let p=(e,{isGuess:t})=>t?{...e,isGuess:t}:e;var u=n(95118),d=n(2887);async function h({write:e},t){let n=await (0,a.N)(t);if("problems"in n)return{lines:[],problems:n.problems};let{workflows:l}=n,c=(0,m.o)((0,m.H)(l,n.definitions),n.files);if(0===c.entries.length){var f;return{lines:[],problems:[(f=l.length,{code:"nothing-to-adopt",fault:"user",message:`None of the ${f} workflows deploys to ECS by an action or command that is known here, and git tracks no task definition.`,hint:"Run it at the top of the repository, with the files committed or added to git."})]}}let{file:w,problem:$}=(0,d.i)(t.workspace,u.n0);if($)return{lines:[],problems:[$]};let v=(0,s.N)(c),g=[{file:w,text:function(e,t){let{defaults:n,services:s,environments:i,tasks:r,order:l}=e,a=new Map,m=(e,t)=>Object.fromEntries(Object.entries(e).map(([e,{value:n,note:s}])=>(s&&a.set([...t,e].join("\0"),s),[e,n]))),p=(e,t)=>Object.fromEntries(Object.entries(e).map(([e,n])=>[e,m(n,[...t,e])])),u={...Object.keys(n).length>0?{defaults:m(n,["defaults"])}:{},services:p(s,["services"]),...Object.keys(r).length>0?{tasks:p(r,["tasks"])}:{},...Object.keys(i).length>0?{environments:Object.fromEntries(Object.entries(i).map(([e,t])=>{let n=["environments",e],s=p(t.services,[...n,"services"]),o=Object.keys(s).length>0?{services:s}:{};return[e,{...m(t.general,n),...o}]}))}:{},...l?m({order:l},[]):{}},d=new o.yo(u);for(let[e,t]of a){let n=d.getIn(e.split("\0"),!0);((0,o.jn)(n)||(0,o.P3)(n))&&(n.comment=` ${t}`)}(0,o.YR)(d,{Map:(e,t)=>{t.flow=0===t.items.length},Seq:(e,t)=>{t.flow=!0}});let h=function({entries:e,unused:t}){let n=e.flatMap(({key:e,environment:t,cells:n})=>Object.entries(n).flatMap(([n,s])=>"open"===s.kind?[`#   ${n} of ${e}${t?` in ${t.word}`:""}: ${s.why} (${s.from})
`]:[])),s=t.map(({file:e})=>`#   what deploys ${e}
`);return[...new Set([...n,...s])]}(t),c=`# yaml-language-server: $schema=https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/ecs-sealed-deploy.schema.json
`,f=h.length>0?`# Not known from the repository, to be added:
${h.join("")}
`:"";return`${c}${f}${d.toString({lineWidth:0,flowCollectionPadding:!1})}`}(v,c)},...function({environments:e,onlyChanged:t}){var n,s,o;let l,a;return[{file:".github/workflows/ecs-pull-request.yml",text:(n=e,`name: ECS pull request
on: pull_request
permissions: {}
jobs:
  check:
    permissions:
      contents: read # to check the repository out
    uses: ${i}/check.yml@v1
${r({name:"plan",permissions:["pull-requests: write # to write the comment"]},n)}`)},{file:".github/workflows/ecs-deploy.yml",text:(s=e,o=t,l=0===s.length?"":`    inputs:
      environment:
        type: choice
        required: true
        options: [${s.join(", ")}]
`,a=0===s.length?[]:["${{ inputs.environment }}"],`name: ECS deploy
# Started by hand. Add "push:" with the branch that is to be deployed, and name the environment that it means.
on:
  workflow_dispatch:
${l}permissions: {}
jobs:
${r({name:"deploy",permissions:[],inputs:o?['service: changed # guess: by "paths" of the configuration file; without it all are deployed']:[]},a)}`)}]}({environments:Object.keys(v.environments),onlyChanged:c.entries.length>1&&c.entries.every(({paths:e})=>void 0!==e)})],y=[],k=[...function({entries:e,unused:t,notes:n,tasks:s,order:o}){let i=e.flatMap(({key:e,environment:t,cells:n,paths:s})=>[[e,"environment",t?.word??"(none is named)",`${t?.from??""}${t?.isGuess?" (guess)":""}`],...Object.entries(n).map(([t,n])=>[e,t,"known"===n.kind?n.value:`? ${n.why}`,`${n.from}${"known"===n.kind&&n.isGuess?" (guess)":""}`]),...s?[[e,"paths",s.values.join(" "),`${s.from}${s.isGuess?" (guess)":""}`]]:[]]),r=s.map(({key:e,definition:t,for:n,from:s})=>[e,n?`task before ${n.join(", ")}`:"task","file"in t?t.file:`live: ${t.live}`,`${s} (guess)`]),l=o?[["","order",o.waves.map(e=>e.join(", ")).join(" | "),`${o.from} (guess)`]]:[],a=[["service","what","value","from where"],...i,...r,...l],m=[0,1,2].map(e=>Math.max(...a.map(t=>t[e]?.length??0)));return[...a.map(e=>e.map((e,t)=>e.padEnd(m[t]??0)).join("  ").trimEnd()),...t.map(({file:e})=>`No workflow was found that deploys ${e}.`),...n]}(c)],b=[];for(let{file:n,text:s}of g){let o=t.exists(n);k.push("",`${n}${o?" exists and is left as it is; this is what would be written:":":"}`),k.push(...s.trimEnd().split("\n").map(e=>`  ${e}`));let i=e&&!o?t.write(n,s,{isNew:!0}):void 0,r=e&&!o&&void 0===i;b.push({file:n,text:s,exists:o,written:r}),i&&y.push(i),r&&k.push("  -> written")}return k.push("",e?'Review the files, and run "ecs-sealed-deploy check".':"Nothing was written; --write does."),{document:{...function({entries:e,unused:t,notes:n,tasks:s,order:o}){return{services:e.map(({key:e,environment:t,cells:n,paths:s})=>({key:e,...t?{environment:p({value:t.word,from:t.from},t)}:{},found:Object.entries(n).map(([e,t])=>"known"===t.kind?p({what:e,value:t.value,from:t.from},t):{what:e,open:t.why,from:t.from}),...s?{paths:p({values:s.values,from:s.from},s)}:{}})),tasks:s.map(({key:e,definition:t,command:n,for:s,from:o})=>({...{key:e,...t,from:o},...n?{command:n}:{},...s?{for:s}:{}})),...o?{order:o}:{},unused:t.map(({file:e})=>e),notes:n}}(c),files:b},lines:k,problems:y}}})};

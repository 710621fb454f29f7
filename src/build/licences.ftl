<#-- One line a dependency, its parts divided by tabs: coordinates, name, address, licences divided by bars. -->
<#list dependencyMap as entry>
<#assign artifact = entry.getKey()/>
<#assign licences = entry.getValue()/>
${artifact.groupId}:${artifact.artifactId}:${artifact.version}	${(artifact.name!artifact.artifactId)?replace("\\s+", " ", "r")}	${artifact.url!""}	<#list licences as licence>${licence?replace("\\s+", " ", "r")}<#if licence_has_next>|</#if></#list>
</#list>

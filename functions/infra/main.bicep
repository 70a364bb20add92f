// Everything the application needs in Azure, with one identity that has no more rights than it uses.
// az deployment group create --resource-group RG --template-file functions/infra/main.bicep --parameters name=NAME authority=... audience=...

@description('Name of the installation, 3 to 15 lower-case letters and digits; resources are named after it.')
@minLength(3)
@maxLength(15)
param name string

param location string = resourceGroup().location

@description('Issuer of tokens, such as https://login.microsoftonline.com/TENANT/v2.0.')
param authority string

@description('The API as the issuer names it in aud.')
param audience string

@description('The claim of its tokens that holds the employee number.')
param personClaim string = 'employee_id'

@description('The portal as the issuer knows it; empty when nobody signs in to pages. Its secret lies in the vault as HrCollabClientSecret.')
param clientId string = ''

@description('The address people use, such as https://hr.example.com; needed with clientId.')
param publicUrl string = ''

@description('Programs and their service accounts, such as CLIENT=definitions-pipeline,CLIENT=directory-sync: the pipeline that publishes, the sync that imports.')
param clients string = ''

@description('Most request units per second that the database scales to; it rests at a tenth.')
@minValue(1000)
param maxThroughput int = 4000

@description('Most instances of the application.')
@minValue(40)
param maxInstances int = 40

@description('True when the vault holds HrCollabRevisions (32 bytes in base 64): published definitions are signed with it, and unsigned ones refused.')
param signRevisions bool = false

@description('Where the application sends traces, metrics and logs by OpenTelemetry (OTLP over HTTP), such as https://collector.example.com; empty: to Application Insights alone, as the host does.')
param otlpEndpoint string = ''

@description('Resource id of the action group that hears of alerts; empty: alerts are raised and nobody is told.')
param actionGroup string = ''

var suffix = uniqueString(resourceGroup().id, name)
var database = 'hrcollab'
var packages = 'packages'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-app'
  location: location
}

// The Functions host's own storage: locks of timers, keys, the package. No account keys: identities only.
resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${name}${suffix}', 24)
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource container 'containers' = {
      name: packages
    }
  }
}

// Documents. The application asks by partition and id alone, in order of id, so no composite index is needed: what is indexed is the expiry, as -- provision does.
resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: '${name}-${suffix}'
  location: location
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    disableLocalAuth: true
    enableAutomaticFailover: true
    minimalTlsVersion: 'Tls12'
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: { tier: 'Continuous30Days' }
    }
    // One region writes: If-Match guards within a region only.
    enableMultipleWriteLocations: false
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: false }]
  }

  resource documents 'sqlDatabases' = {
    name: database
    properties: {
      resource: { id: database }
      options: { autoscaleSettings: { maxThroughput: maxThroughput } }
    }

    resource containers 'containers' = [
      for container in ['cases', 'records', 'views', 'host']: {
        name: container
        properties: {
          resource: {
            id: container
            partitionKey: { paths: ['/pk'], kind: 'Hash', version: 2 }
            defaultTtl: -1
            indexingPolicy: {
              indexingMode: 'consistent'
              includedPaths: [{ path: '/x/?' }]
              excludedPaths: [{ path: '/*' }]
            }
          }
        }
      }
    ]
  }

  // Reads and writes documents of this database; creates and deletes nothing else.
  resource access 'sqlRoleAssignments' = {
    name: guid(cosmos.id, identity.id, 'data')
    properties: {
      principalId: identity.properties.principalId
      roleDefinitionId: '${cosmos.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
      scope: '${cosmos.id}/dbs/${database}'
    }
    dependsOn: [documents]
  }
}

// Secrets: put HrCollabKeys (32 bytes in base 64, made once, kept apart from backups) into it before the first start.
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}-${suffix}', 24)
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 90
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

// Roles at the one resource each is for: blobs of the host, secrets to read, telemetry to write.
resource blobAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, identity.id, 'blobs')
  scope: storage
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
  }
}

resource secretAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, 'secrets')
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
  }
}

resource telemetryAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, identity.id, 'telemetry')
  scope: insights
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '3913510d-42f4-4e42-8a64-420c390055eb')
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: '${name}-${suffix}'
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    functionAppConfig: {
      runtime: { name: 'custom', version: '1.0' }
      scaleAndConcurrency: { instanceMemoryMB: 2048, maximumInstanceCount: maxInstances }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packages}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      healthCheckPath: '/api/ready'
      appSettings: [
        { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
        { name: 'AzureWebJobsStorage__accountName', value: storage.name }
        { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
        { name: 'AzureWebJobsStorage__clientId', value: identity.properties.clientId }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
        { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${identity.properties.clientId};Authorization=AAD' }
        { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: otlpEndpoint }
        { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'http/protobuf' }
        { name: 'OTEL_SERVICE_NAME', value: name }
        { name: 'Storage__Provider', value: 'Cosmos' }
        { name: 'Storage__Cosmos__Endpoint', value: cosmos.properties.documentEndpoint }
        { name: 'Storage__Cosmos__Database', value: database }
        { name: 'Definitions__Folder', value: 'first' } // what the package brings begins an empty store; from then on what is published and approved counts
        { name: 'Backup__ByService', value: 'true' } // backupPolicy above
        { name: 'Identity__Authority', value: authority }
        { name: 'Identity__Audience', value: audience }
        { name: 'Identity__PersonClaim', value: personClaim }
        { name: 'Identity__ClientId', value: clientId }
        { name: 'Identity__ClientSecret', value: empty(clientId) ? '' : '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/HrCollabClientSecret)' }
        { name: 'Identity__PublicUrl', value: publicUrl }
        { name: 'Identity__Clients', value: clients }
        { name: 'Imports__Path', value: 'temp' } // the package is mounted read-only; a file that is lost with its instance is an alarm
        { name: 'Keys__Secret', value: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/HrCollabKeys)' }
        { name: 'Revisions__Key', value: signRevisions ? '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/HrCollabRevisions)' : '' }
      ]
    }
  }
  dependsOn: [blobAccess, secretAccess]
}

// What the platform says of each resource, for 90 days. No log of single requests to documents: their addresses hold keys of records, and a key can be an employee number.
resource appLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource cosmosLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: cosmos
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'ControlPlaneRequests', enabled: true }]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

resource vaultLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'AuditEvent', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

var told = empty(actionGroup) ? [] : [{ actionGroupId: actionGroup }]

// Requests that failed, and a database at its limit: functions/RUNBOOKS.md#store and #projection.
resource failing 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-failing'
  location: 'global'
  properties: {
    description: 'Requests are answered with 5xx.'
    severity: 1
    enabled: true
    scopes: [app.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        { name: 'failed', criterionType: 'StaticThresholdCriterion', metricName: 'Http5xx', metricNamespace: 'Microsoft.Web/sites', operator: 'GreaterThan', threshold: 10, timeAggregation: 'Total' }
      ]
    }
    actions: told
  }
}

resource throttled 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-throttled'
  location: 'global'
  properties: {
    description: 'The database uses more than 90 % of its request units.'
    severity: 2
    enabled: true
    scopes: [cosmos.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        { name: 'used', criterionType: 'StaticThresholdCriterion', metricName: 'NormalizedRUConsumption', metricNamespace: 'Microsoft.DocumentDB/databaseAccounts', operator: 'GreaterThan', threshold: 90, timeAggregation: 'Maximum' }
      ]
    }
    actions: told
  }
}

output address string = 'https://${app.properties.defaultHostName}'
output app string = app.name
output vault string = vault.name

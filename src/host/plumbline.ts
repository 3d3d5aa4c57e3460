import * as vscode from 'vscode';
import { registerAdjudication } from './adjudication/adjudicationCommands.ts';
import { AdjudicationProblems } from './adjudication/adjudicationProblems.ts';
import { Adjudications } from './adjudication/adjudications.ts';
import { registerAgreement } from './agreement/registerAgreement.ts';
import { registerCodebookCommands } from './codebook/codebookCommands.ts';
import { registerCodebookDiagnostics } from './codebook/codebookDiagnostics.ts';
import { Codebooks } from './codebook/codebooks.ts';
import { registerTagMends } from './codebook/tagMends.ts';
import { registerCommands } from './commands.ts';
import { DisposableStore } from './disposableStore.ts';
import { OpenTranscripts } from './files/openTranscripts.ts';
import { Navigator } from './jumping/navigator.ts';
import { RecordDocuments, recordScheme } from './jumping/recordDocuments.ts';
import { jumpToSource } from './jumping/sourceJump.ts';
import { registerUriHandler } from './jumping/uriHandler.ts';
import { registerYamlLinks } from './jumping/yamlLinks.ts';
import { FileMappings } from './mapping/fileMappings.ts';
import { registerMappings } from './mapping/mappingCommands.ts';
import { Panels } from './panel/panels.ts';
import { Recovery } from './panel/recovery.ts';
import { TranscriptEditor } from './panel/transcriptEditor.ts';
import type { Platform } from './platform.ts';
import { registerQueue } from './queue/queueCommands.ts';
import { Queues } from './queue/queues.ts';
import { ReviewWalk } from './queue/reviewWalk.ts';
import { Reports } from './reports/reports.ts';
import { registerSearch } from './search/searchView.ts';
import type { Services } from './services.ts';
import { Settings } from './settings.ts';
import { registerSuggestions } from './suggestions/suggestionCommands.ts';
import { Diagnostics } from './tags/diagnostics.ts';
import { registerRenames } from './tags/renames.ts';
import { SeenTags } from './tags/seenTags.ts';
import { registerStatusBar } from './tags/statusBar.ts';
import { TagIndex } from './tags/tagIndex.ts';
import { TagStore } from './tags/tagStore.ts';
import { TagTree } from './tags/tagTree.ts';
import { registerYamlAssistance } from './yaml/yamlAssistance.ts';

/** Make everything, once, and register it. What is returned owns it all. */
export function startPlumbline(context: vscode.ExtensionContext, platform: Platform): vscode.Disposable {
  const store = new DisposableStore();
  const log = store.add(vscode.window.createOutputChannel('Plumbline', { log: true }));
  const report = (error: unknown): void => {
    log.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  };
  const disk = new TagStore(platform);
  const settings = store.add(new Settings());
  const codebooks = store.add(new Codebooks());
  const mappings = store.add(new FileMappings(platform));
  const transcripts = store.add(new OpenTranscripts(platform, mappings));
  const tagIndex = store.add(new TagIndex(disk));
  const adjudications = new Adjudications(tagIndex, codebooks);
  const panels = store.add(new Panels());
  const seenTags = store.add(new SeenTags(tagIndex, settings, platform));
  const navigator = new Navigator(panels, tagIndex, seenTags, transcripts, codebooks);
  const records = store.add(
    new RecordDocuments((data, transcript) =>
      transcripts.use(data, async (opened) => {
        const record = 'file' in opened ? opened.recordOf(transcript) : undefined;
        return 'file' in opened && record !== undefined ? opened.file.sourceText(record) : undefined;
      }),
    ),
  );
  const queues = store.add(new Queues(tagIndex, disk));
  const services: Services = {
    extensionUri: context.extensionUri,
    platform,
    settings,
    codebooks,
    transcripts,
    tagIndex,
    seenTags,
    adjudications,
    log,
    report,
    openAt: (place, options) => panels.openAt(place, options?.beside ?? true),
    openSource: (place) => jumpToSource(place, transcripts, records),
    copyLink: (place) => navigator.copyLink(place),
    goToTarget: (tag, side) => navigator.goToTarget(tag, side),
    openTagFile: (tag) => navigator.openTagFile(tag),
    afterReviewed: (document, transcript) => walk.afterReviewed(document, transcript),
    pickTranscript: (document, left) => navigator.pickTranscript(document, left),
  };
  const walk = new ReviewWalk(services, panels, queues);
  const tree = store.add(new TagTree(seenTags, codebooks, context.workspaceState));
  store.add(
    TranscriptEditor.register(services, disk, panels, new Recovery(context.storageUri ?? context.globalStorageUri)),
  );
  store.add(vscode.workspace.registerTextDocumentContentProvider(recordScheme, records));
  store.add(registerYamlLinks(codebooks, transcripts, records));
  store.add(registerUriHandler(services));
  store.add(registerCommands(services, panels, navigator, tree));
  store.add(registerSearch(services, panels, context.workspaceState));
  store.add(registerMappings(services, mappings, panels));
  store.add(registerSuggestions(services, panels, disk));
  const reports = store.add(new Reports(services));
  store.add(registerAgreement(services, reports));
  store.add(registerQueue(services, panels, queues, walk, reports));
  store.add(registerRenames(services, panels, disk));
  store.add(registerStatusBar(panels, seenTags, navigator));
  store.add(new Diagnostics(tagIndex, codebooks, seenTags));
  store.add(new AdjudicationProblems(tagIndex, adjudications));
  store.add(registerAdjudication(services, panels));
  store.add(registerCodebookDiagnostics(codebooks, tagIndex));
  store.add(registerCodebookCommands(services));
  store.add(registerTagMends(services));
  store.add(registerYamlAssistance(context.extension, codebooks));
  return store;
}

//! Who said it: one invented passage for each construction that news uses.

use copydesk::prose::quote::Kind;
use copydesk::prose::reader;
use copydesk::prose::reading::Reading;
use copydesk::prose::speaker::Attribution;
use copydesk::prose::story;
use copydesk::text::passage::{Passage, Role};

/// `words = speaker` for each quotation that is speech, nested ones left out.
fn told(paragraphs: &[&str]) -> Vec<String> {
    told_in(paragraphs.iter().map(|text| (Role::Paragraph, *text)))
}

/// The same for passages of any role.
fn told_in<'t>(passages: impl IntoIterator<Item = (Role, &'t str)>) -> Vec<String> {
    let read = |(role, text)| reader::read(&Passage::verbatim(role, text, 0));
    let readings: Vec<Reading> = passages.into_iter().map(read).collect();
    let story = story::tell(readings.iter().collect());
    let speech = story.quotations.iter().filter(|q| q.kind != Kind::NonSpeech && q.inside.is_none());
    let speaker = |attribution: &Attribution| match attribution {
        Attribution::Found(speaker) => speaker.canonical.as_deref().unwrap_or("?").to_owned(),
        other => other.name().to_owned(),
    };
    speech.map(|q| format!("{} = {}", story.text(q.words), speaker(&q.attribution))).collect()
}

#[test]
fn a_name_and_a_verb_on_either_side() {
    assert_eq!(told(&["\"The bridge is safe,\" Maria Keller said."]), ["The bridge is safe, = Maria Keller"]);
    assert_eq!(told(&["\"The bridge is safe,\" said Maria Keller."]), ["The bridge is safe, = Maria Keller"]);
    assert_eq!(told(&["Maria Keller said: \"The bridge is safe.\""]), ["The bridge is safe. = Maria Keller"]);
}

#[test]
fn a_title_or_an_office_between_name_and_verb() {
    let story = ["\"The bridge is safe,\" Maria Keller, the head of the port authority, said on Friday."];
    assert_eq!(told(&story), ["The bridge is safe, = Maria Keller"]);
}

#[test]
fn a_split_quotation_has_one_speaker() {
    let story = ["\"The bridge is safe,\" Maria Keller said, \"but it is not quick.\""];
    assert_eq!(told(&story), ["The bridge is safe, = Maria Keller", "but it is not quick. = Maria Keller"]);
}

#[test]
fn the_same_speaker_goes_on_in_the_paragraph() {
    let story = ["\"The bridge is safe,\" Maria Keller said. \"My crew checks it every week.\""];
    assert_eq!(told(&story)[1], "My crew checks it every week. = Maria Keller");
}

#[test]
fn a_pronoun_is_resolved_to_the_person_before_it() {
    let story = ["Maria Keller opened the bridge on Monday.", "\"It was worth the wait,\" she said."];
    assert_eq!(told(&story), ["It was worth the wait, = Maria Keller"]);
}

#[test]
fn whoever_speaks_does_not_call_himself_by_his_name() {
    let story = [
        "Emil Carr won the cup on Sunday. The captain was grateful to Rui Ferrant, who took over in May.",
        "\"Ferrant mends a net faster than any of us,\" he said.",
    ];
    assert_eq!(told(&story), ["Ferrant mends a net faster than any of us, = Emil Carr"]);
    let story = [
        "Nadia Khalil, 19, rows against Vera Kolm on Monday. Kolm won in Osterby.",
        "\"Kolm is stronger than I am,\" she said. \"I have nothing to lose.\"",
    ];
    assert!(told(&story).iter().all(|q| q.ends_with(" = Nadia Khalil")), "{:?}", told(&story));
    let story = ["Ana Ruiz left at noon. \"I am Ana Ruiz and nobody asked me,\" she said."];
    assert_eq!(told(&story), ["I am Ana Ruiz and nobody asked me, = Ana Ruiz"]);
}

#[test]
fn whoever_a_statement_is_about_does_not_make_it() {
    let story = ["Sam Orla met the minister. Ines Tarp \"has no plan at all\", she said."];
    assert_eq!(told(&story), ["has no plan at all = Sam Orla"]);
    let story = ["Though Ines Tarp has lived here all her life, \"the town is not what it was\", she said."];
    assert_eq!(told(&story), ["the town is not what it was = Ines Tarp"]);
}

#[test]
fn whoever_speaks_for_people_is_told_by_name() {
    let story = ["Reform spokeswoman for women Tilda Amsel said: \"Nobody has asked the nurses.\""];
    assert_eq!(told(&story), ["Nobody has asked the nurses. = Tilda Amsel"]);
}

#[test]
fn what_was_signed_has_nothing_on_it_where_the_sentence_goes_on() {
    let story = ["Ines Tarp noted that since the lease was signed \"nobody on the quay has slept a night\"."];
    assert_eq!(told(&story), ["nobody on the quay has slept a night = Ines Tarp"]);
}

#[test]
fn a_person_before_a_verb_and_another_person_is_no_title_of_theirs() {
    let story = ["\"We go on Monday,\" Mr Brandt told Mr Tellan."];
    assert_eq!(told(&story), ["We go on Monday, = Brandt"]);
    let story = ["Mr Brandt liked Mr Tellan's lawyer. \"The pier will hold,\" he said."];
    assert_eq!(told(&story), ["The pier will hold, = Brandt"]);
}

#[test]
fn whose_words_somebody_takes_up_does_not_speak_there() {
    let story = ["Harbour minister Oskar Brandt made light of Mr Tellan's remarks. \"The pier will hold,\" he said."];
    assert_eq!(told(&story), ["The pier will hold, = Oskar Brandt"]);
    let story = ["Few on the quay had waited for Mr Tellan's remarks. He called the pier \"a danger to boats\"."];
    assert_eq!(told(&story), ["a danger to boats = Tellan"]);
}

#[test]
fn a_running_quotation_has_one_speaker_in_every_paragraph() {
    let story = [
        "\"I came here in a storm,\" Maria Keller said. \"The old pier was still standing.",
        "\"There were nine of us on the boat and a dog.",
        "\"None of us had a coat.\"",
    ];
    assert!(told(&story).iter().all(|q| q.ends_with(" = Maria Keller")), "{:?}", told(&story));
}

#[test]
fn a_running_quotation_that_lost_its_breaks_is_read_piece_by_piece() {
    let story = ["\"It rained all night,\" Maria Keller said. \"We waited on the quay. \"Nobody came for us.\""];
    let pieces = [
        "It rained all night, = Maria Keller",
        "We waited on the quay. = Maria Keller",
        "Nobody came for us. = Maria Keller",
    ];
    assert_eq!(told(&story), pieces);
}

#[test]
fn a_partial_quotation_belongs_to_the_subject_of_its_sentence() {
    let story = ["Maria Keller told reporters that the delay was \"deeply regrettable and wholly avoidable\"."];
    assert_eq!(told(&story), ["deeply regrettable and wholly avoidable = Maria Keller"]);
}

#[test]
fn according_to_ties_as_a_verb_does() {
    let story = ["\"The wall will not last another winter,\" according to Maria Keller."];
    assert_eq!(told(&story), ["The wall will not last another winter, = Maria Keller"]);
}

#[test]
fn a_description_may_speak() {
    let story = ["\"We used to dock by hand,\" said a retired captain."];
    assert_eq!(told(&story), ["We used to dock by hand, = a retired captain"]);
}

#[test]
fn a_description_is_told_with_what_belongs_to_it() {
    let told = |words: &str| told(&[words]).concat();
    assert_eq!(
        told("\"We had no warning,\" said a spokesman for the Ministry of Transport on Tuesday."),
        "We had no warning, = a spokesman for the Ministry of Transport"
    );
    assert_eq!(
        told("A trader at Vesper Bank told reporters: \"It was a joke.\""),
        "It was a joke. = A trader at Vesper Bank"
    );
    assert_eq!(
        told("A spokeswoman for Ana Ruiz and Tom Lund said: \"They remain friends.\""),
        "They remain friends. = A spokeswoman for Ana Ruiz and Tom Lund"
    );
    assert_eq!(
        told("One of the yard's ten oldest welders, who would not be named, said it was \"run into the ground\"."),
        "run into the ground = One of the yard's ten oldest welders"
    );
    assert_eq!(
        told("The report by the auditor said the wall was \"of no use to anybody\"."),
        "of no use to anybody = The report by the auditor"
    );
}

#[test]
fn where_somebody_speaks_and_what_he_does_are_no_part_of_who_he_is() {
    let told = |words: &str| told(&[words]).concat();
    assert_eq!(
        told("\"Nobody asked us,\" said the minister at a rally in Osterby."),
        "Nobody asked us, = the minister"
    );
    assert_eq!(told("\"Nobody asked us,\" said the minister for the first time."), "Nobody asked us, = the minister");
    assert_eq!(
        told("A lawyer for the family rose. \"We will appeal,\" the lawyer said."),
        "We will appeal, = the lawyer"
    );
}

#[test]
fn who_is_the_one_described_and_not_the_one_he_works_for() {
    let story = ["A lawyer for the family, who asked not to be named, said: \"We will appeal to the court.\""];
    assert_eq!(told(&story), ["We will appeal to the court. = A lawyer for the family"]);
}

#[test]
fn what_nobody_owns_is_nobodys() {
    let story = ["The pier will stay shut until spring.", "\"We were never told why.\""];
    assert_eq!(told(&story), ["We were never told why. = none"]);
    let story = ["\"The bridge is safe,\" Maria Keller said. It opened in 1931. \"Somebody checks it every week.\""];
    assert_eq!(told(&story)[1], "Somebody checks it every week. = none");
}

#[test]
fn a_title_and_a_nickname_are_no_speech() {
    assert_eq!(told(&["She presents the programme \"Evening Tide\" on Sundays."]), [] as [&str; 0]);
    assert_eq!(told(&["Walter \"Skip\" Hansen was honoured at the town hall."]), [] as [&str; 0]);
}

#[test]
fn a_pronoun_may_go_back_to_somebody_who_is_only_described() {
    let story = [
        "Peter Novak built the wall in 1931.",
        "A harbour official told the council that it would hold. \"It was made for worse,\" he said.",
    ];
    assert_eq!(told(&story), ["It was made for worse, = A harbour official"]);
}

#[test]
fn one_among_many_is_somebody_and_has_no_name() {
    let story = [
        "Supporters sang outside the court. One, who asked not to be named, said she had never doubted the verdict.",
        "\"We were right to wait,\" she said.",
    ];
    assert_eq!(told(&story), ["We were right to wait, = ?"]);
}

#[test]
fn a_short_description_is_the_fuller_one_before_it() {
    let story = [
        "\"It was made for worse,\" a harbour ministry official said on Friday.",
        "\"Nobody has measured it since,\" the official said.",
    ];
    assert_eq!(told(&story)[1], "Nobody has measured it since, = a harbour ministry official");
}

#[test]
fn a_description_beside_a_name_is_that_person() {
    let story = ["A resident, Hugh Penhallow, shouted: \"When? It has been three weeks!\""];
    assert_eq!(told(&story), ["When? It has been three weeks! = Hugh Penhallow"]);
    let story = ["\"They made record profits last year,\" said its secretary, Dougal McAvaney."];
    assert_eq!(told(&story), ["They made record profits last year, = Dougal McAvaney"]);
}

#[test]
fn an_office_means_whoever_the_story_gives_it() {
    let story = [
        "Education Minister Solveig Tvedt resigned on Monday. The prime minister, Petra Brattli, thanked her.",
        "\"I made a mistake,\" the education minister told a news conference.",
    ];
    assert_eq!(told(&story), ["I made a mistake, = Solveig Tvedt"]);
    let story = [
        "Sentencing Peter Novak, Justice Marva Pinnock said he had shown no remorse.",
        "\"You preyed on people who trusted you,\" the judge told him.",
    ];
    assert_eq!(told(&story), ["You preyed on people who trusted you, = Marva Pinnock"]);
}

#[test]
fn an_office_that_the_story_gives_nobody_stays_an_office() {
    let story = ["Harbour Minister Maria Keller spoke first.", "\"We will see,\" the archbishop said."];
    assert_eq!(told(&story), ["We will see, = the archbishop"]);
}

#[test]
fn an_age_means_whoever_is_spoken_of() {
    let story =
        ["Yuki Tanabe won the street final on Sunday.", "\"My hands were shaking all morning,\" the 14-year-old said."];
    assert_eq!(told(&story), ["My hands were shaking all morning, = Yuki Tanabe"]);
    let story =
        ["Graciela Montufar spoke on Tuesday.", "\"I will not resign,\" the 58-year-old leftist told the crowd."];
    assert_eq!(told(&story), ["I will not resign, = Graciela Montufar"]);
}

#[test]
fn one_of_a_people_is_whoever_is_spoken_of() {
    let story = ["Marek Dahl won the final on Sunday.", "\"I had to fight for every point,\" the German said."];
    assert_eq!(told(&story), ["I had to fight for every point, = Marek Dahl"]);
    let story = ["Mads Skov won the stage on Saturday.", "\"It was a mission,\" said the 27-year-old Norwegian."];
    assert_eq!(told(&story), ["It was a mission, = Mads Skov"]);
}

#[test]
fn whoever_is_brought_in_as_anothers_may_be_meant() {
    let story = [
        "\"We came here with nothing,\" said Hodan Warsame.",
        "Her mother said little. \"God is great,\" she whispered.",
    ];
    assert_eq!(told(&story)[1], "God is great, = Her mother");
}

#[test]
fn whoever_was_quoted_by_an_agency_spoke() {
    let story = [
        "The general was quoted by the state news agency KVNA as saying the test was \"a complete and utter success\".",
    ];
    assert_eq!(told(&story), ["a complete and utter success = The general"]);
}

#[test]
fn a_state_before_a_title_does_not_speak() {
    let story = ["Norland Governor Ana Ruiz said that the bridge was \"a gift to the whole of the north\"."];
    assert_eq!(told(&story), ["a gift to the whole of the north = Ana Ruiz"]);
}

#[test]
fn a_body_with_an_article_is_the_one_told_of() {
    let story = [
        "Harwick Mining said on Tuesday that it would cut 400 jobs.",
        "\"This is a difficult but necessary step,\" the company said in a statement.",
    ];
    assert_eq!(told(&story), ["This is a difficult but necessary step, = Harwick Mining"]);
}

#[test]
fn a_surname_may_come_first_or_in_the_middle() {
    let story = ["Baek Do-hyun met the press on Monday.", "\"We will respond if a line is crossed,\" Baek said."];
    assert_eq!(told(&story), ["We will respond if a line is crossed, = Baek Do-hyun"]);
    let story = ["Aurelio Bustamante Quiroga flew home on Monday.", "\"There is no hidden debt,\" Bustamante said."];
    assert_eq!(told(&story), ["There is no hidden debt, = Aurelio Bustamante Quiroga"]);
    let story = ["Abu Talib al-Rashidi spoke on Monday.", "\"We are ready to talk about the port,\" Rashidi said."];
    assert_eq!(told(&story), ["We are ready to talk about the port, = Abu Talib al-Rashidi"]);
}

#[test]
fn whoever_stands_before_the_preposition_speaks() {
    let story = ["Choi Mi-rae at the Namsan Institute said both sides were \"shouting in order not to talk\"."];
    assert_eq!(told(&story), ["shouting in order not to talk = Choi Mi-rae"]);
}

#[test]
fn a_pronoun_follows_the_story_to_whom_it_turns() {
    let story = [
        "\"The coach told us to believe,\" said Omar Haddad, who scored the winner.",
        "His opposite number, Lachlan Fordyce, was furious.",
        "\"It is a scandal,\" he said.",
    ];
    assert_eq!(told(&story)[1], "It is a scandal, = Lachlan Fordyce");
}

#[test]
fn a_name_keeps_the_apostrophe_that_the_story_gives_it() {
    let story = ["“We sail in May,” Sean O’Donnell said."];
    assert_eq!(told(&story), ["We sail in May, = Sean O’Donnell"]);
}

#[test]
fn whoever_is_quoted_as_saying_it_said_it() {
    let story = ["Goran Lund quoted the mayor as saying \"we will not close the night ferry this winter\"."];
    assert_eq!(told(&story), ["we will not close the night ferry this winter = the mayor"]);
}

#[test]
fn whoever_is_quoted_speaks_though_no_list_knows_what_they_do() {
    let story = ["\"It could have been avoided,\" the Osterby Times quoted an unnamed glaciologist as saying."];
    assert_eq!(told(&story), ["It could have been avoided, = an unnamed glaciologist"]);
}

#[test]
fn a_country_in_capitals_is_no_pronoun() {
    let story =
        ["\"We open in May,\" Maria Keller said. But the vote has upset US shipping lines. \"They were never asked.\""];
    assert_eq!(told(&story)[1], "They were never asked. = none");
}

#[test]
fn what_nobody_owns_lends_no_speaker_to_the_next() {
    let story = ["Such promises sounded to the crews like talk for the gallery. The wall has not moved by an inch. \
         \"The fleet has been ready since May\". \"We consider it our duty to sail\"."];
    assert!(told(&story).iter().all(|q| q.ends_with(" = none")), "{:?}", told(&story));
}

#[test]
fn after_a_part_by_one_of_two_a_loose_sentence_is_nobodys() {
    let story =
        ["The fare was \"fair\", Ana Ruiz said. Goran Lund called it \"theft\". \"People will simply stay at home.\""];
    assert_eq!(told(&story)[2], "People will simply stay at home. = none");
}

#[test]
fn a_headline_takes_its_speaker_from_the_story() {
    let roles = [Role::Headline, Role::Paragraph];
    let texts =
        ["Ferry 'may never come back to the island'", "Ana Ruiz said that it \"may never come back to the island\"."];
    let read = |(role, text): (Role, &str)| reader::read(&Passage::verbatim(role, text, 0));
    let readings: Vec<Reading> = roles.into_iter().zip(texts).map(read).collect();
    let story = story::tell(readings.iter().collect());
    let speaker = story.quotations[0].attribution.speaker().expect("somebody said it");
    assert_eq!((speaker.canonical.as_deref(), speaker.mention.passage), (Some("Ana Ruiz"), 1));
}

#[test]
fn of_a_description_and_a_name_beside_it_the_name_speaks() {
    let pier = |said: &str| told(&[&format!("\"The pier is gone,\" {said}.")]);
    assert_eq!(pier("said his wife, Petra Lund"), ["The pier is gone, = Petra Lund"]);
    assert_eq!(pier("the harbour coach, Petra Lund, said"), ["The pier is gone, = Petra Lund"]);
    let late = ["Her teacher, the late Hugh Penhallow, used to tell her to \"listen to the tide\"."];
    assert_eq!(told(&late), ["listen to the tide = Hugh Penhallow"]);
    let head =
        ["The head of the Ferry Confederation, Petra Lund, retorted that the mayor \"governs for four families\"."];
    assert_eq!(told(&head), ["governs for four families = Petra Lund"]);
    let bare = ["Hugh Penhallow, grain analyst with Lund Brothers said, \"The silos are full and nobody has asked.\""];
    assert_eq!(told(&bare), ["The silos are full and nobody has asked. = Hugh Penhallow"]);
}

#[test]
fn whoever_stands_before_a_persons_title_does_not_speak() {
    let pier = |said: &str| told(&[&format!("\"The pier is gone,\" said {said}.")]);
    for said in [
        "Osterby's chief executive Petra Lund",
        "Veldria physio Petra Lund",
        "Penhallow spokeswoman Petra Lund",
        "Bank of Osterby senior economist Petra Lund",
    ] {
        assert_eq!(pier(said), ["The pier is gone, = Petra Lund"], "{said}");
    }
}

#[test]
fn brackets_behind_a_name_stand_between_it_and_its_verb() {
    let story =
        ["After the vote on the five harbour wardens, Petra Lund (Osterby North) said the pier was \"beyond saving\"."];
    assert_eq!(told(&story), ["beyond saving = Petra Lund"]);
}

#[test]
fn a_statement_that_an_agency_quotes_is_what_says_it() {
    let story = [
        "The minister was not ill, the news agency KANA reported.",
        "\"The minister is in good health,\" it quoted a palace statement as saying.",
    ];
    assert_eq!(told(&story), ["The minister is in good health, = a palace statement"]);
}

#[test]
fn he_who_is_quoted_as_saying_it_is_the_person_before_him() {
    let story = [
        "Mayor Hugh Penhallow has warned the builders of the pier.",
        "\"We are not here to play with the money of the town,\" the paper quoted him as saying.",
    ];
    assert_eq!(told(&story), ["We are not here to play with the money of the town, = Hugh Penhallow"]);
}

#[test]
fn what_somebody_was_said_to_be_is_nobodys_in_particular() {
    let story = ["In the harbour the rot was said to be \"pervasive and old\" when the frost came back to the yards."];
    assert!(told(&story).iter().all(|q| q.ends_with("unsure") || q.ends_with("none")), "{:?}", told(&story));
}

#[test]
fn a_participle_that_begins_a_sentence_is_no_name() {
    let story = ["Reacting, the mayor of Osterby, Petra Lund, described the warning as \"medicine after death\"."];
    assert_eq!(told(&story), ["medicine after death = Petra Lund"]);
}

#[test]
fn what_somebody_is_told_through_is_no_verb() {
    let story = ["The talks were \"at a delicate stage\", Petra Lund told state television on Monday."];
    assert_eq!(told(&story), ["at a delicate stage = Petra Lund"]);
}

#[test]
fn what_a_preposition_governs_does_not_speak() {
    let story = ["A report by Hugh Penhallow said the pier was \"beyond saving\"."];
    assert_eq!(told(&story), ["beyond saving = A report by Hugh Penhallow"]);
    let story = ["\"It is worse than last week,\" a soldier who fled with Petra Lund told reporters by telephone."];
    assert_eq!(told(&story), ["It is worse than last week, = a soldier"]);
    let story = ["With Petra Lund calling the pier \"a death trap\", the council voted to close it."];
    assert_eq!(told(&story), ["a death trap = Petra Lund"]);
}

#[test]
fn a_title_behind_the_work_it_names_is_no_speech() {
    assert!(told(&["At 51 she published her first novel, \"The Salt Ledger\", in Osterby."]).is_empty());
    assert!(told(&["The work was hard, Hugh Penhallow wrote in his memoir, \"A Ferryman Abroad.\""]).is_empty());
    let called = ["In his podcast, Hugh Penhallow called the plan \"a gift to the other side\"."];
    assert_eq!(told(&called), ["a gift to the other side = Hugh Penhallow"]);
}

#[test]
fn what_the_paper_passes_on_is_the_speakers() {
    let outlet = ["\"I wanted some worms,\" Cody Lusk told the deputies, according to an affidavit."];
    assert_eq!(told(&outlet), ["I wanted some worms, = Cody Lusk"]);
    let first = ["According to a police report, Jesse Odom told deputies that the birds were \"pets\"."];
    assert_eq!(told(&first), ["pets = Jesse Odom"]);
    let alone = ["The birds were \"in good health\", according to a police report."];
    assert_eq!(told(&alone), ["in good health = a police report"]);
}

#[test]
fn of_an_office_and_the_name_behind_its_comma_the_name_speaks() {
    let army =
        ["The General Officer Commanding 9 Division, Major-General Idris Gwandara, has vowed that troops would \
                 \"smoke out\" the bandits."];
    assert_eq!(told(&army), ["smoke out = Idris Gwandara"]);
    let church = ["The Archbishop of Osterby, the Most Reverend Tom Lund, told the Harbour Post that the sale was \
                   \"a sin\"."];
    assert_eq!(told(&church), ["a sin = Tom Lund"]);
    let behind = ["Prof Hartmut Elsner of the Sternwald Museum, who was not involved in the study, says the claim is \
                   \"bold, to put it politely\"."];
    assert_eq!(told(&behind), ["bold, to put it politely = Hartmut Elsner"]);
    let clause =
        ["The governor, who spoke through his press secretary, Bayo Aladetan, said he would \"not hesitate\"."];
    assert_eq!(told(&clause), ["not hesitate = The governor"]);
}

#[test]
fn an_office_that_no_comma_closes_off_is_somebody_elses() {
    let story = [
        "Transport Minister Tariq Sheikhani told the assembly that the worst was over.",
        "Responding to a notice moved by the lawmaker Naz Lashari, the minister said: \"The patient is walking.\"",
    ];
    assert_eq!(told(&story), ["The patient is walking. = Tariq Sheikhani"]);
}

#[test]
fn one_called_by_a_name_has_that_name() {
    let story = ["I met the ferryman, a man called Obed Crane, on the slip at dawn. \"You're late,\" he said."];
    assert_eq!(told(&story), ["You're late, = Obed Crane"]);
    let nickname = ["The governor, Ruben \"Skip\" Ceniceros, said on Monday that he had been \"set up by cowards\"."];
    assert_eq!(told(&nickname), ["set up by cowards = Ruben Ceniceros"]);
}

#[test]
fn state_media_is_no_verb() {
    let story = ["Vespera state media quoted a military source as saying that the drones had \"failed to reach us\"."];
    assert_eq!(told(&story), ["failed to reach us = a military source"]);
}

#[test]
fn who_is_named_at_the_end_of_the_sentence_said_all_of_it() {
    let story =
        ["Maria Keller would do well to try \"building bridges\" to Hugh Penhallow, said David Lund, a strategist."];
    assert_eq!(told(&story), ["building bridges = David Lund"]);
}

#[test]
fn a_verb_at_the_end_of_an_answer_ties_it() {
    let story =
        ["\"Not that I know of,\" Tom Myers replied. \"Did you ever ask him to sign the books?\" Ana Ruiz pressed."];
    assert_eq!(told(&story)[1], "Did you ever ask him to sign the books? = Ana Ruiz");
}

#[test]
fn an_office_may_run_on_into_the_name_or_stand_behind_it() {
    let before = ["\"We have been at it for weeks,\" Chancellor of the Exchequer Hugh Penhallow said on Monday."];
    assert_eq!(told(&before), ["We have been at it for weeks, = Hugh Penhallow"]);
    let behind = ["But James Lund, an Osterby-based lawyer said, \"If they have the money, they have a chance.\""];
    assert_eq!(told(&behind), ["If they have the money, they have a chance. = James Lund"]);
}

#[test]
fn an_office_with_what_it_is_over_stands_before_its_holder() {
    let story =
        ["Acting Commissioner of Police Ratu Epeli Waqanivalu says his officers will show \"no mercy at all\"."];
    assert!(told(&story)[0].ends_with("Epeli Waqanivalu"), "{:?}", told(&story));
}

#[test]
fn he_who_speaks_next_is_the_one_who_was_only_described() {
    let story = [
        "Tom Harrow, the council leader, opened the meeting on Monday. He read the letters aloud.",
        "The author of the email said: \"The bins have not been emptied since June.\"",
        "He added: \"I would move if I could.\"",
    ];
    assert_eq!(told(&story)[1], "I would move if I could. = The author");
    let sister = ["Simon Peel watched.", "Peel's sister said: \"We came for the view.\"", "\"We stay,\" she said."];
    assert_eq!(told(&sister)[1], "We stay, = Peel's sister");
    let named = ["The official said the road was shut. Tom Harrow shook his head.", "\"It is open,\" he said."];
    assert_eq!(told(&named), ["It is open, = Tom Harrow"]);
}

#[test]
fn he_who_speaks_next_is_whom_the_sentence_is_about_and_not_whom_it_only_mentions() {
    let story = [
        "Martin Oates said little. A Reform Party spokesman made light of Michael Hanley's figures.",
        "He said: \"Nobody has counted the boats.\"",
    ];
    assert_eq!(told(&story), ["Nobody has counted the boats. = A Reform Party spokesman"]);
    let story = ["A local farmer met Michael Hanley. He said: \"Nobody has counted the boats.\""];
    assert_eq!(told(&story), ["Nobody has counted the boats. = Michael Hanley"]);
}

#[test]
fn they_are_the_party_that_the_sentence_before_is_about() {
    let story =
        ["The Relief Fund closed on Friday. The Unionists have called a march. They said: \"We can fill the square.\""];
    assert_eq!(told(&story), ["We can fill the square. = Unionists"]);
}

#[test]
fn it_is_the_paper_or_the_body_that_speaks_before_it() {
    let story = [
        "Osterby Harbour Board met on Monday.",
        "The minister's office said the records had \"gaps\". It added that nobody had \"looked hard\".",
    ];
    assert_eq!(told(&story)[1], "looked hard = The minister's office");
}

#[test]
fn an_age_means_whoever_the_story_says_is_as_old() {
    let story = |words: &'static str| {
        let first = "Marek Dolan, 44, watched from the gallery with the 61-year-old pilot Simon Peel.";
        told(&[first, "Dolan said it was late.", words]).pop()
    };
    let told = |words| story(words).unwrap_or_default();
    assert_eq!(told("\"It was long,\" the 44-year-old said."), "It was long, = Marek Dolan");
    assert_eq!(told("\"It was long,\" the 61-year-old said."), "It was long, = Simon Peel");
    assert_eq!(told("\"It was long,\" the 52-year-old said."), "It was long, = the 52-year-old");
}

#[test]
fn letters_behind_a_name_do_not_speak() {
    let story = ["Advocate Neha Rao SC told the court: \"My client was in Goa.\""];
    assert_eq!(told(&story), ["My client was in Goa. = Neha Rao"]);
    let office = [
        "In Dublin, the Taoiseach, Niamh Corrigan, said the country would send aid.",
        "\"We know what rain can do,\" the Taoiseach said.",
    ];
    assert_eq!(told(&office), ["We know what rain can do, = Niamh Corrigan"]);
}

#[test]
fn who_played_for_a_country_speaks_and_the_country_does_not() {
    let story = ["\"We were lucky,\" the former Vespera international said."];
    assert_eq!(told(&story), ["We were lucky, = the former Vespera international"]);
}

#[test]
fn who_is_told_something_did_not_say_it() {
    let story =
        ["Petra Lindqvist was told by a harbour pilot that the channel was closed.", "\"I went anyway,\" she wrote."];
    assert_eq!(told(&story), ["I went anyway, = Petra Lindqvist"]);
}

#[test]
fn what_a_body_has_stands_between_its_spokesman_and_the_verb() {
    let story =
        ["A spokesperson for the yard's works council, which represents 300 staff, said: \"We heard nothing at all.\""];
    assert_eq!(told(&story), ["We heard nothing at all. = A spokesperson for the yard's works council"]);
}

#[test]
fn the_storytellers_own_people_may_be_meant_though_they_have_no_name() {
    let father = [
        "Lena Marsh has run the harbour for nine years. Tom Hale met her there.",
        "My father worked the tugs. \"You will never leave the water,\" he said when I was six.",
    ];
    assert_eq!(told(&father), ["You will never leave the water, = My father"]);
    let wife = [
        "Lena Marsh has run the harbour for nine years. Tom Hale met her there.",
        "My wife is a nurse. She says, \"Come home before the tide does.\"",
    ];
    assert_eq!(told(&wife), ["Come home before the tide does. = My wife"]);
    let neighbour =
        ["Ida Voss lives by the bridge.", "Her mother was a nurse. \"She worked every night of the war,\" she said."];
    assert_eq!(told(&neighbour), ["She worked every night of the war, = Ida Voss"]);
}

#[test]
fn a_given_name_tells_whom_she_means() {
    let board = [
        "Superintendent Karen Bell said the schools would close.",
        "\"My children walk there,\" Maria Delgado said.",
        "Bell said families would be told. She would not say when.",
        "\"We'll cross that bridge when it is built,\" she said.",
    ];
    assert_eq!(told(&board)[1], "We'll cross that bridge when it is built, = Karen Bell");
}

#[test]
fn a_country_whose_name_reads_as_a_verb_is_part_of_its_embassy() {
    let story = ["The United States embassy urged all sides to \"exercise restraint\"."];
    assert_eq!(told(&story), ["exercise restraint = The United States embassy"]);
    let story = ["A United States official said the talks had gone \"better than last time\"."];
    assert_eq!(told(&story), ["better than last time = A United States official"]);
}

#[test]
fn he_is_the_spokesman_of_whom_the_sentence_before_tells() {
    let story = [
        "Opposition leader Tim Sorrell hit back: \"She is frightened.\"",
        "The minister's official spokesman later declined to rule out a vote. \"I am not going to get into dates,\" he said.",
        "Asked if she would lead the party, he replied: \"Yes.\"",
    ];
    let spokesman = "The minister's official spokesman";
    assert_eq!(
        told(&story)[1..],
        [format!("I am not going to get into dates, = {spokesman}"), format!("Yes. = {spokesman}")]
    );
    let named = ["A spokesman for Tim Sorrell opened the door.", "Sorrell smiled. \"It is late,\" he said."];
    assert_eq!(told(&named), ["It is late, = Tim Sorrell"]);
}

#[test]
fn it_is_the_paper_that_the_sentence_before_brings_in() {
    let note = ["Ostby Police opened a file.", "A note lay on the step on Tuesday. \"She is warm and fed,\" it said."];
    assert_eq!(told(&note), ["She is warm and fed, = A note"]);
    let letter = ["The owner, Terrane, stayed away.", "Iva Lund read out a letter. \"A river has no price,\" it said."];
    assert_eq!(told(&letter), ["A river has no price, = a letter"]);
    let body = ["In a statement Ostby Harbour Board said it had \"doubts\". \"We asked for time,\" it said."];
    assert_eq!(told(&body)[1], "We asked for time, = Ostby Harbour Board");
}

#[test]
fn it_is_the_spokesman_where_a_body_has_no_name() {
    let story = [
        "The Harbour Board met. A spokesperson for the ferry operator said it \"regrets the delay\". It would run \"in time\", it said.",
    ];
    assert_eq!(told(&story)[1], "in time = A spokesperson for the ferry operator");
}

#[test]
fn he_who_is_asked_is_not_the_one_he_is_asked_about() {
    let story = [
        "The harbour ministry's spokesman said nothing had been signed. Asked if Tom Stern was still its adviser, he said: \"You will have to ask him.\"",
    ];
    assert_eq!(told(&story), ["You will have to ask him. = The harbour ministry's spokesman"]);
    let himself = [
        "Paul Lund took questions with Gordon Reed.",
        "Lund smiled. Asked if he was appointed fairly, he replied: \"I was.\"",
    ];
    assert_eq!(told(&himself), ["I was. = Paul Lund"]);
}

#[test]
fn an_aide_is_meant_though_a_name_stands_further_up() {
    let story = [
        "The philosopher Hanna Brook wrote that \"to praise endurance is to license the blow\".",
        "\"What would you have us do?\" the minister's aide asked me. Build the wall, I said. \"It is not in the plan,\" she said.",
    ];
    assert_eq!(told(&story)[2], "It is not in the plan, = the minister's aide");
}

#[test]
fn the_storytellers_father_is_nearer_than_a_spokesman_above() {
    let story = [
        "The minister's spokesman declined to comment. \"It is late,\" he said.",
        "My father taught at Alder. \"They never asked us,\" he told me.",
    ];
    assert_eq!(told(&story)[1], "They never asked us, = My father");
}

#[test]
fn as_for_somebody_tells_of_whom_the_sentence_is() {
    let story = [
        "\"Finally,\" wrote one user.",
        "As for Bert Lund, he has begun humming. \"My wife is not convinced,\" he says.",
    ];
    assert_eq!(told(&story), ["My wife is not convinced, = Bert Lund"]);
}

#[test]
fn whom_somebody_lost_is_not_what_she_is() {
    let story = [
        "Home Minister Sarita Rana flew over the hills. \"Our first duty is to the living,\" she said.",
        "Villager Maya Gurung, 46, lost her husband. \"There was a sound like a train,\" she said.",
    ];
    assert_eq!(told(&story)[1], "There was a sound like a train, = Maya Gurung");
}

#[test]
fn kin_at_a_remove_tell_a_gender() {
    let story = [
        "Silas Vane kept the light. His letters were found by his great-great-granddaughter, Morwenn Jago, in a tin.",
        "\"I was looking for biscuits,\" Jago says.",
        "Vane's letters are short. In January he writes: \"I hear her too.\"",
    ];
    assert_eq!(told(&story)[1], "I hear her too. = Silas Vane");
}

#[test]
fn a_headlines_court_is_told_and_does_not_speak() {
    assert_eq!(told(&["Dáil told of 'shambles' at Carrow hospital"]), [] as [&str; 0]);
}

#[test]
fn whoever_was_called_something_did_not_say_it() {
    let story = ["Simon Brook was called \"a liar and a coward\" by a former colleague."];
    assert_eq!(told(&story), ["a liar and a coward = a former colleague"]);
}

#[test]
fn a_town_of_two_short_words_and_its_agency_do_not_speak() {
    let story =
        ["NEW OSTBY, 4 May (World Wire) - Petra Lund on Tuesday warned that the pier was at \"a point of no return\"."];
    assert_eq!(told(&story), ["a point of no return = Petra Lund"]);
}

#[test]
fn what_bids_somebody_do_something_is_no_name() {
    assert_eq!(told(&["Stop calling it 'resilience'"]), [] as [&str; 0]);
    let march = ["Chanting \"Our water is not for sale,\" thousands marched through the town."];
    assert!(!told(&march).iter().any(|q| q.ends_with("= Chanting")), "{:?}", told(&march));
}

#[test]
fn records_say_what_the_parish_keeps() {
    assert_eq!(told(&["Parish records say: \"It was never rung.\""]), ["It was never rung. = Parish records"]);
}

#[test]
fn of_an_office_in_capitals_and_the_name_behind_it_the_name_speaks() {
    let story = ["The Bishop of Carrow, Alison Wragge, said that the letter was \"long overdue\"."];
    assert_eq!(told(&story), ["long overdue = Alison Wragge"]);
}

#[test]
fn according_to_her_means_whoever_was_spoken_of() {
    let story = ["Blessing Okorie, a trader, thanked the council. According to her, \"It is a start.\""];
    assert_eq!(told(&story), ["It is a start. = Blessing Okorie"]);
}

#[test]
fn a_man_who_is_shown_without_a_name_is_he() {
    let story = [
        "The neighbour, Earl Stubbs, told police he would blow his leaves \"whenever I please\".",
        "A man was found asleep in the bank. He told the officer that he was \"waiting for a loan\".",
    ];
    assert_eq!(told(&story)[1], "waiting for a loan = A man");
}

#[test]
fn of_an_address_and_the_name_behind_it_the_name_speaks() {
    let story = ["His Royal Highness, Eze Ogbuji II, described the gift as \"timely and very welcome indeed\"."];
    assert_eq!(told(&story), ["timely and very welcome indeed = Eze Ogbuji II"]);
}

#[test]
fn a_name_behind_the_one_a_spokesman_speaks_for_is_not_the_spokesman() {
    let story = [
        "A spokesman for the quarry operator, Brackwell Stone, said the company was \"deeply sorry about the school\".",
        "\"We will look at every charge,\" he said.",
    ];
    let operator = "A spokesman for the quarry operator";
    assert_eq!(
        told(&story),
        [format!("deeply sorry about the school = {operator}"), format!("We will look at every charge, = {operator}")]
    );
    let told = |words: &str| told(&[words]).concat();
    assert_eq!(
        told("A spokesman for the mayor, Ana Ruiz, said: \"She is well.\""),
        "She is well. = A spokesman for the mayor"
    );
    // Nobody is called a council, nor the residents: it is the spokesman's own name.
    assert_eq!(told("A spokesman for the council, Tom Lund, said: \"It is shut.\""), "It is shut. = Tom Lund");
    assert_eq!(told("A lawyer for the residents, Tom Lund, said: \"It is shut.\""), "It is shut. = Tom Lund");
}

#[test]
fn whoever_the_sentence_before_is_about_speaks_though_the_story_has_no_name_for_him() {
    let above = "Lauren Whitby, of the harbour police, said: \"We need witnesses.\"";
    let last = |words: &str| told(&[above, words]).pop().unwrap_or_default();
    assert_eq!(
        last("The woman, who has asked not to be named, thanked a passer-by. \"I never got her name,\" she said."),
        "I never got her name, = The woman"
    );
    // An office with a capital is its holder, whom the reader knows.
    assert_eq!(last("The Speaker called for order. \"I want to hear her,\" she said."), "I want to hear her, = ?");
}

#[test]
fn they_are_those_whose_words_end_the_sentence_before() {
    let story =
        ["The finding, in the journal Tidal Notes, is new, the authors write. \"It has a map,\" they conclude."];
    assert_eq!(told(&story), ["It has a map, = the authors"]);
}

#[test]
fn whoever_asks_does_not_answer() {
    let story = ["Ana Ruiz, for the prosecution, asked her to sit down.", "\"I would rather stand,\" she said."];
    assert_eq!(told(&story), ["I would rather stand, = ?"]);
}

#[test]
fn of_two_who_fit_as_well_neither_is_named() {
    let story = ["Piet Maas said: \"The boats are ours.\" Bo Tern nodded. \"We will keep them,\" he said."];
    assert_eq!(told(&story)[1], "We will keep them, = ?");
}

#[test]
fn a_player_of_a_country_and_a_publisher_are_people() {
    let told = |words: &str| told(&[words]).concat();
    let forward = "Referee Stuart Lamb waved it away. \"It was a penalty,\" the Senegalese forward said.";
    assert_eq!(told(forward), "It was a penalty, = the Senegalese forward");
    assert_eq!(told("\"He was the last,\" said his publisher, Clara Innes."), "He was the last, = Clara Innes");
    let author =
        "\"It cannot leave,\" said the lead author, Clara Innes of the University of Osterby. \"It cannot lie.\"";
    assert_eq!(told(author), "It cannot leave, = Clara InnesIt cannot lie. = Clara Innes");
}

#[test]
fn an_archbishop_is_one_before_and_after_his_full_name() {
    let story = [
        "\"I am tired,\" Archbishop Lind said.",
        "Archbishop Tomas Lind, 71, has led the diocese for nine years. \"It was time,\" the archbishop said.",
        "\"I have no plans,\" Lind added.",
    ];
    assert!(told(&story).iter().all(|said| said.ends_with(" = Tomas Lind")), "{:?}", told(&story));
}

#[test]
fn who_is_the_one_who_lives_there_and_not_the_place() {
    let story = ["Maureen Tighe, 67, of Port Halvard, who called the letter \"a very poor joke\", is a driver."];
    assert_eq!(told(&story), ["a very poor joke = Maureen Tighe"]);
    let story = ["Ana Ruiz, the eldest daughter of King Olaf of Norway, who called it \"a very poor joke\", left."];
    assert_eq!(told(&story), ["a very poor joke = the eldest daughter of King Olaf of Norway"]);
}

#[test]
fn whoever_was_he_just_now_is_not_she() {
    let story = [
        "\"It is gold,\" said Ines Duarte. Her clerk, Emrys Prys, is worried. He describes the box as \"very heavy\".",
        "\"I have seen heavier,\" she said.",
    ];
    assert_eq!(told(&story)[2], "I have seen heavier, = Ines Duarte");
    let story = [
        "\"It is old,\" said Perpetua Lund.",
        "A careful boy called Mattis is learning the trade.",
        "\"It is all weather,\" she says.",
    ];
    assert_eq!(told(&story)[1], "It is all weather, = Perpetua Lund");
}

#[test]
fn never_to_have_been_one_for_something_names_nobody() {
    let story = [
        "\"I do not eat,\" Florian Strand says. He has never been one for promising starts. He closed his first kitchen.",
        "\"It was my uncle's,\" he says.",
    ];
    assert_eq!(told(&story)[1], "It was my uncle's, = Florian Strand");
}

#[test]
fn who_signs_a_letter_or_serves_at_table_is_somebody() {
    let story =
        ["The sender, who signed himself only \"a late reader\", wrote that he had \"got as far as the index\"."];
    assert!(told(&story).iter().all(|said| said.ends_with(" = The sender")), "{:?}", told(&story));
    let story =
        ["The union wants more, a stance that one shipowner described as \"asking for the bill and the cook\"."];
    assert_eq!(told(&story), ["asking for the bill and the cook = one shipowner"]);
}

#[test]
fn a_description_begins_with_whose_it_is() {
    let story = ["The traders' association said that it was late, and called the lane \"a moat with a bus in it\"."];
    assert_eq!(told(&story), ["a moat with a bus in it = The traders' association"]);
    let story = ["The council's own solicitor had warned that a vote \"would be open to challenge\"."];
    assert_eq!(told(&story), ["would be open to challenge = The council's own solicitor"]);
}

#[test]
fn in_the_words_of_somebody_that_one_speaks() {
    let story = ["I spoke to islanders and the mood was, in the words of Tom Lund, \"like a wake with crisps\"."];
    assert_eq!(told(&story), ["like a wake with crisps = Tom Lund"]);
    assert_eq!(told(&["His plan, in the words of Ana Ruiz, is \"a fine mess\"."]), ["a fine mess = Ana Ruiz"]);
}

#[test]
fn whoever_signs_a_block_quotation_spoke_it() {
    let passages = [
        (Role::BlockQuote, "A man in a dinner jacket, asleep, holding one oar."),
        (Role::BlockQuote, "— Oluf Tarkowski, Great Skerry"),
    ];
    assert_eq!(told_in(passages), ["A man in a dinner jacket, asleep, holding one oar. = Oluf Tarkowski"]);
}

#[test]
fn who_goes_into_something_says_nothing() {
    let story = [
        "Ana Lund let me ring it. It is called \"Old Wednesday\", for reasons she would not go into, and on its rim are \
         the words \"I call the living in\".",
    ];
    assert!(told(&story).is_empty(), "{:?}", told(&story));
}

#[test]
fn he_is_whoever_the_last_clause_brings_in_at_length() {
    let story = [
        "The postman, Zoltan Kern, came by, and a retired pilot who lives across the water rang. \"It was quiet,\" he said.",
    ];
    assert_eq!(told(&story), ["It was quiet, = a retired pilot"]);
}

#[test]
fn whoever_is_asked_answers() {
    let story = [
        "There is a book by Zuzana Kern.",
        "One asked the coxswain whether she had ever been scared. \"Only of the paperwork,\" she told him.",
    ];
    assert_eq!(told(&story), ["Only of the paperwork, = the coxswain"]);
}

#[test]
fn what_is_written_on_a_sign_nobody_says() {
    assert!(told(&["Schools stayed open. At Lincoln Street, a sign said \"Not Today.\""]).is_empty());
    assert!(told(&["Schools stayed open. A sign on one of the fountains read \"Not Today.\""]).is_empty());
    let holder = ["A man with a sign at the gate said: \"We have had nothing to drink since Monday.\""];
    assert_eq!(told(&holder), ["We have had nothing to drink since Monday. = A man"]);
    let notice = ["A notice on the door reads: \"Closed for essential tuning. Thank you for your patience.\""];
    assert_eq!(told(&notice), ["Closed for essential tuning. Thank you for your patience. = A notice"]);
}

#[test]
fn how_clergy_are_styled_tells_which_office_is_theirs() {
    let story = ["The Right Reverend Ana Ruiz blessed the boat.", "\"It will sail in May,\" the bishop said."];
    assert_eq!(told(&story), ["It will sail in May, = Ana Ruiz"]);
    let story = ["The Very Reverend Ana Ruiz blessed the boat.", "\"It will sail in May,\" the bishop said."];
    assert_eq!(told(&story), ["It will sail in May, = the bishop"]);
}

#[test]
fn whoever_is_told_the_words_does_not_say_them() {
    assert_eq!(told(&["Ana Ruiz remembers being told: \"You have not looked.\""]), ["You have not looked. = unsure"]);
}

#[test]
fn whoever_was_seen_said_nothing() {
    let story = [
        "Tom Lund said that the yacht had left after a party at which Piet Maas had been seen to dance.",
        "\"A man who dances can set an alarm,\" he said.",
    ];
    assert_eq!(told(&story), ["A man who dances can set an alarm, = Tom Lund"]);
}

#[test]
fn a_headline_that_tells_of_speech_has_a_few_words_from_the_story() {
    let told =
        |headline| told_in([(Role::Headline, headline), (Role::Paragraph, "\"He slept through it,\" Ana Ruiz said.")]);
    assert_eq!(told("Skipper 'slept through it', court told")[0], "slept through it = Ana Ruiz");
}

#[test]
fn her_answer_is_that_of_the_woman_spoken_of() {
    let story = ["Ana Ruiz, the chief executive, was asked why. Her answer: \"We are not a bus company.\""];
    assert_eq!(told(&story), ["We are not a bus company. = Ana Ruiz"]);
}

#[test]
fn the_bill_that_a_headline_is_about_says_nothing_where_somebody_does() {
    let story = [
        (Role::Headline, "Ferry bill: 'We are not a bus company'"),
        (Role::Paragraph, "\"We are not a bus company,\" Ana Ruiz said."),
    ];
    assert_eq!(told_in(story)[0], "We are not a bus company = Ana Ruiz");
}

#[test]
fn what_stands_on_a_banner_is_said_by_nobody() {
    for banner in ["a banner that says", "a shirt reading:", "a mug with the words", "signs, which read"] {
        assert_eq!(
            told(&[&format!("Ana Ruiz held up {banner} \"Midnight is not a luxury\".")]),
            [] as [&str; 0],
            "{banner}"
        );
    }
    let took = ["Ana Ruiz, who took it for a good sign, said: \"We sail.\""];
    assert_eq!(told(&took), ["We sail. = Ana Ruiz"]);
}

#[test]
fn said_behind_the_marks_is_a_verb_though_that_stands_before_them() {
    let story =
        ["Polling shows that \"nobody in the town is very fond of the new bridge,\" said Ana Ruiz, a pollster."];
    assert_eq!(told(&story), ["nobody in the town is very fond of the new bridge, = Ana Ruiz"]);
}

#[test]
fn whoever_serves_on_board_can_speak_and_a_word_that_bids_cannot() {
    let story = ["Ask why and the steward will say that it is \"safer that way\"."];
    assert_eq!(told(&story), ["safer that way = the steward"]);
}

#[test]
fn a_ship_in_marks_is_its_name() {
    let story = ["Tom Lund said that the \"Second Wind\" had left the harbour at one."];
    assert_eq!(told(&story), [] as [&str; 0]);
}

#[test]
fn a_block_quote_is_theirs_who_put_out_the_statement_above_it() {
    let above = "Carrow Ferries has put out a statement on the bill, which would oblige it to run all year:";
    let story =
        [(Role::Paragraph, above), (Role::BlockQuote, "We will study the text with interest. Four is not five.")];
    assert_eq!(told_in(story), ["We will study the text with interest. Four is not five. = Carrow Ferries"]);
}

#[test]
fn what_a_colon_brings_in_is_not_said_by_the_next_sentence() {
    let story = ["Ana Ruiz rang the council and said: \"I was in bed.\" Lund put it in the log."];
    assert_eq!(told(&story), ["I was in bed. = Ana Ruiz"]);
    let after = ["Ana Ruiz is my sister.", "After the wall went she rang me and said: \"I was in bed.\""];
    assert_eq!(told(&after), ["I was in bed. = Ana Ruiz"]);
}

#[test]
fn i_in_printed_questions_and_answers_is_the_one_person_presented_above_them() {
    let told_by = |above| {
        let answer = "I said to the committee, \"This one is small,\" and sat down.";
        told(&[above, "Is it true?", answer, "Do people write?", "Every week.", "And a bad one?", "Gail."])
    };
    assert_eq!(told_by("Ana Ruiz leads the naming desk. We met in her office."), ["This one is small, = Ana Ruiz"]);
    assert_eq!(told_by("Ana Ruiz and Tom Lund name the storms."), ["This one is small, = ?"]);
}

#[test]
fn an_author_speaks_and_not_the_study_that_has_one() {
    let by = |who: &str| told(&[&format!("\"The nap is a loan,\" said {who}.")]).concat();
    assert_eq!(by("the study's author, Dr Ana Ruiz"), "The nap is a loan, = Ana Ruiz");
    assert_eq!(by("the study's lead author, Dr Ana Ruiz"), "The nap is a loan, = Ana Ruiz");
    assert_eq!(by("the council's claims manager"), "The nap is a loan, = the council's claims manager");
}

#[test]
fn those_who_are_counted_are_told_with_their_number() {
    let said = |who: &str| told(&[&format!("{who} said the plan was \"dead in the water\".")]).concat();
    assert_eq!(said("The three ministers"), "dead in the water = The three ministers");
    assert_eq!(said("Two of the nine members"), "dead in the water = Two of the nine members");
    let figure = ["Investors await a figure that economists say could be \"make or break\" for the rally."];
    assert_eq!(told(&figure), ["make or break = economists"]);
}

#[test]
fn whose_office_somebody_holds_does_not_speak() {
    let story = [
        "\"We will travel,\" said Carrick boss Maria Lind.",
        "Carrick boss Maria Lind was in no mood to talk. \"We've been poor,\" she said.",
    ];
    assert_eq!(told(&story)[1], "We've been poor, = Maria Lind");
    let spokesman = ["A spokeswoman for the charity Safe Fell said the ice was \"not what you walked up on\"."];
    assert_eq!(told(&spokesman), ["not what you walked up on = A spokeswoman for the charity Safe Fell"]);
}

#[test]
fn whoever_reads_a_statement_out_does_not_make_it() {
    let story = [
        "In a statement read to the court by prosecutor Helena Vos, her husband of 44 years, Emmanuel, said: \"She left the light on.\"",
    ];
    assert_eq!(told(&story), ["She left the light on. = Emmanuel"]);
}

#[test]
fn a_voice_that_is_heard_is_what_shouts() {
    let story = ["Footage shows a slab on the quay. \"Help us! Somebody help us!\" a voice is heard shouting."];
    assert_eq!(told(&story), ["Help us! Somebody help us! = a voice"]);
}

#[test]
fn a_label_in_capitals_before_the_reporters_own_words_does_not_speak() {
    let story =
        ["OSTERBY: The High Court on Friday scolded the council, observing that \"citizens cannot be asked to fly\"."];
    assert_eq!(told(&story), ["citizens cannot be asked to fly = High Court"]);
}

#[test]
fn whoever_denies_the_words_does_not_say_them() {
    let story = ["Ana Ruiz has rejected claims that the bridge is \"a death trap with a view\"."];
    assert_eq!(told(&story), ["a death trap with a view = unsure"]);
    let again = ["Ana Ruiz rejected reports that the bridge was shut as \"a fairy tale for grown men\"."];
    assert_eq!(told(&again), ["a fairy tale for grown men = Ana Ruiz"]);
    let said = ["Ana Ruiz denied reports of a leak, saying the bridge was \"as dry as a sermon in May\"."];
    assert_eq!(told(&said), ["as dry as a sermon in May = Ana Ruiz"]);
}

#[test]
fn whoever_asks_is_not_whose_reply_comes() {
    let story = ["\"Will you resign?\" Tom Lund asked the mayor. \"Not today,\" came the reply."];
    assert_eq!(told(&story), ["Will you resign? = Tom Lund", "Not today, = unsure"]);
}

#[test]
fn whoever_tells_somebody_the_words_says_them() {
    assert_eq!(
        told(&["Tom Lund recalls being told by Ana Ruiz: \"You have not looked.\""]),
        ["You have not looked. = Ana Ruiz"]
    );
    let house = ["Jo Petersen, who was told by Lund that the house was \"a ruin with a roof\", bought it."];
    assert_eq!(told(&house), ["a ruin with a roof = Lund"]);
    let court = ["Ana Ruiz, who was told \"never again, not even once\" by the judge, left in tears."];
    assert_eq!(told(&court), ["never again, not even once = the judge"]);
}

#[test]
fn the_winner_is_she_though_a_name_stands_further_up() {
    let story = [
        "Ana Ruiz met reporters. The lucky winner, from Osterby, bought it on Friday. \"I thought it was a joke,\" she said.",
    ];
    assert_eq!(told(&story), ["I thought it was a joke, = The lucky winner"]);
}

#[test]
fn who_gives_a_name_has_it() {
    let story = ["Another motorist, who simply identified herself as Mama Tobi, said: \"Let us buy bicycles.\""];
    assert_eq!(told(&story), ["Let us buy bicycles. = Mama Tobi"]);
    let uncle = ["Her uncle, Phurba, said he had run. \"I don't know why I took the goat.\""];
    assert_eq!(told(&uncle), ["I don't know why I took the goat. = Phurba"]);
}

#[test]
fn a_headline_that_says_we_is_no_term() {
    let story = "\"We bathe in buckets, we cook in buckets,\" said Ana Ruiz.";
    let headline = (Role::Headline, "'We bathe in buckets': Residents block road");
    assert_eq!(told_in([headline, (Role::Paragraph, story)])[0], "We bathe in buckets = Ana Ruiz");
}

#[test]
fn what_a_thing_is_signed_with_is_no_speech() {
    assert!(told(&["The pipes are marked, among them a set signed \"J. Harker, cold, 1874\"."]).is_empty());
}

#[test]
fn behind_a_term_whoever_is_shown_may_speak() {
    let story =
        ["Brokers cut the stock to \"hold\". A trader at another bank was blunter. \"What were they looking at?\""];
    assert!(told(&story).iter().all(|quotation| !quotation.ends_with("= none")), "{:?}", told(&story));
}

#[test]
fn she_of_whom_her_spokesman_speaks_is_not_he() {
    let story = [
        "Councillor Sipho Dlamo accused the ministry of \"cheap talk\".",
        "Minister Zanele Khosa is expected on Friday. Her spokesperson, Riaan Abram, said she would come. Asked if she would bring water, he said: \"That is a good question.\"",
    ];
    assert_eq!(told(&story)[1], "That is a good question. = Riaan Abram");
}
